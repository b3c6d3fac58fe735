package dev.perijove.install.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class GatewayAddressTest {
  @Test
  void the_printed_url_has_base_and_token() {
    var address = GatewayAddress.of("http://localhost:8888/lab?token=a%2Bb");

    assertThat(address.base()).isEqualTo(URI.create("http://localhost:8888/"));
    assertThat(address.token()).contains("a+b");
    assertThat(address.webSocket("api/kernels"))
        .isEqualTo(URI.create("ws://localhost:8888/api/kernels"));
  }

  @Test
  void a_base_path_is_kept() {
    var address = GatewayAddress.of("https://host/team/lab/tree/a.ipynb?reset&token=x");

    assertThat(address.http("api")).isEqualTo(URI.create("https://host/team/api"));
    assertThat(address.webSocket("api")).isEqualTo(URI.create("wss://host/team/api"));
  }

  @Test
  void the_token_is_not_shown() {
    assertThat(GatewayAddress.of("http://localhost:8888/lab?token=secret").toString())
        .isEqualTo("http://localhost:8888/");
    assertThatThrownBy(() -> GatewayAddress.of("ftp://localhost/?token=secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ftp://localhost/")
        .hasMessageNotContaining("secret");
  }
}
