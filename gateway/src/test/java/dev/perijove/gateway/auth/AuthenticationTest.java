package dev.perijove.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.gateway.TestGateway;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AuthenticationTest {
  @TempDir Path home;
  private TestGateway gateway;

  @BeforeEach
  void start() throws IOException {
    gateway = TestGateway.start(home);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private String token() {
    return gateway.gateway().token();
  }

  /** The cookies an answer sets, as a browser sends them back. */
  private static String cookies(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
        .collect(Collectors.joining("; "));
  }

  private static String xsrf(String cookies) {
    return cookies.replaceAll(".*_xsrf=([0-9a-f]+).*", "$1");
  }

  @Test
  void without_token_or_login_the_api_is_closed_and_pages_lead_to_the_login() throws Exception {
    HttpResponse<String> api = gateway.send(gateway.anonymous("/api/contents"));
    HttpResponse<String> unknown = gateway.send(gateway.anonymous("/api/whatever"));
    HttpResponse<String> page = gateway.send(gateway.anonymous("/files/a.txt?x=1"));
    HttpResponse<String> write =
        gateway.send(gateway.anonymous("/files/a.txt").PUT(BodyPublishers.ofString("x")));

    assertThat(api.statusCode()).isEqualTo(403);
    assertThat(TestGateway.json(api).path("message").stringValue()).startsWith("Forbidden");
    assertThat(unknown.statusCode()).isEqualTo(403);
    assertThat(page.statusCode()).isEqualTo(302);
    assertThat(page.headers().firstValue("Location"))
        .contains("/login?next=%2Ffiles%2Fa.txt%3Fx%3D1");
    assertThat(write.statusCode()).isEqualTo(403);
    assertThat(gateway.send(gateway.anonymous("/api")).statusCode()).isEqualTo(200);
  }

  @Test
  void the_token_is_taken_from_url_and_header_in_both_schemes() throws Exception {
    assertThat(token()).matches("[0-9a-f]{48}");
    for (HttpRequest.Builder request :
        List.of(
            gateway.anonymous("/api/status?token=" + token()),
            gateway.anonymous("/api/status").header("Authorization", "token " + token()),
            gateway.anonymous("/api/status").header("Authorization", "BEARER " + token()))) {
      assertThat(gateway.send(request).statusCode()).isEqualTo(200);
    }
    for (HttpRequest.Builder request :
        List.of(
            gateway.anonymous("/api/status?token="),
            gateway.anonymous("/api/status?token=" + token() + "x"),
            gateway.anonymous("/api/status").header("Authorization", "Basic " + token()),
            gateway.anonymous("/api/status").header("Authorization", token()))) {
      assertThat(gateway.send(request).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void a_page_opened_with_the_token_logs_its_browser_in() throws Exception {
    HttpResponse<String> page = gateway.send(gateway.anonymous("/files/none?token=" + token()));
    String cookies = cookies(page);

    assertThat(page.headers().allValues("Set-Cookie"))
        .anySatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("username-localhost-" + gateway.gateway().uri().getPort() + "=")
                    .contains("HttpOnly", "Path=/", "SameSite=Lax", "Max-Age=2592000"))
        .anySatisfy(cookie -> assertThat(cookie).startsWith("_xsrf=").doesNotContain("HttpOnly"));
    HttpResponse<String> me = gateway.send(gateway.anonymous("/api/me").header("Cookie", cookies));
    assertThat(me.statusCode()).isEqualTo(200);
    assertThat(TestGateway.json(me).at("/identity/display_name").stringValue())
        .startsWith("Anonymous ");
  }

  @Test
  void a_cookie_that_was_changed_or_belongs_to_another_token_is_none() throws Exception {
    String cookies = cookies(gateway.send(gateway.anonymous("/files/none?token=" + token())));
    String forged = cookies.replaceFirst("=(..)", "=AA");
    gateway.close();
    gateway = TestGateway.start(home);

    assertThat(
            gateway
                .send(
                    gateway
                        .anonymous("/api/me")
                        .header(
                            "Cookie",
                            cookies.replaceAll(
                                "localhost-\\d+",
                                "localhost-" + gateway.gateway().uri().getPort())))
                .statusCode())
        .isEqualTo(403);
    assertThat(gateway.send(gateway.anonymous("/api/me").header("Cookie", forged)).statusCode())
        .isEqualTo(403);
  }

  @Test
  void writes_by_cookie_need_the_proof_that_our_own_page_sends_them() throws Exception {
    String cookies = cookies(gateway.send(gateway.anonymous("/files/none?token=" + token())));
    String body = "{\"type\":\"directory\"}";

    HttpResponse<String> bare =
        gateway.send(
            gateway
                .anonymous("/api/contents")
                .header("Cookie", cookies)
                .POST(BodyPublishers.ofString(body)));
    HttpResponse<String> proven =
        gateway.send(
            gateway
                .anonymous("/api/contents")
                .header("Cookie", cookies)
                .header("X-XSRFToken", xsrf(cookies))
                .POST(BodyPublishers.ofString(body)));

    assertThat(bare.statusCode()).isEqualTo(403);
    assertThat(bare.body()).contains("'_xsrf' argument missing from POST");
    assertThat(proven.statusCode()).isEqualTo(201);
  }

  @Test
  void pages_of_other_sites_get_nothing_by_cookie_and_are_named_in_the_refusal() throws Exception {
    String cookies = cookies(gateway.send(gateway.anonymous("/files/none?token=" + token())));

    HttpResponse<String> foreign =
        gateway.send(
            gateway
                .anonymous("/api/contents")
                .header("Cookie", cookies)
                .header("Origin", "https://evil.example"));
    HttpResponse<String> own =
        gateway.send(
            gateway
                .anonymous("/api/contents")
                .header("Cookie", cookies)
                .header("Origin", "http://localhost:" + gateway.gateway().uri().getPort()));
    HttpResponse<String> foreignWithToken =
        gateway.send(
            gateway.request("/api/contents").header("Origin", "https://notebooks.example"));

    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(foreign.body()).contains("https://evil.example", "--allow-origin");
    assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(own.statusCode()).isEqualTo(200);
    assertThat(foreignWithToken.statusCode()).isEqualTo(200);
    assertThat(foreignWithToken.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://notebooks.example");
  }

  @Test
  void preflights_are_answered_without_a_login_and_allow_who_is_allowed() throws Exception {
    gateway.close();
    gateway =
        TestGateway.start(
            home, config -> config.withAllowed(Set.of("https://Friend.example"), Set.of()));

    HttpResponse<String> friend = preflight("https://friend.example");
    HttpResponse<String> stranger = preflight("https://stranger.example");

    assertThat(friend.statusCode()).isEqualTo(204);
    assertThat(friend.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://friend.example");
    assertThat(friend.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
        .contains("PATCH");
    assertThat(stranger.statusCode()).isEqualTo(204);
    assertThat(stranger.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  private HttpResponse<String> preflight(String origin) throws Exception {
    return gateway.send(
        gateway
            .anonymous("/api/contents")
            .header("Origin", origin)
            .method("OPTIONS", BodyPublishers.noBody()));
  }

  @Test
  void another_name_for_this_machine_is_refused_so_that_dns_rebinding_fails() throws Exception {
    assertThat(statusForHost("evil.example")).startsWith("HTTP/1.1 403 ");
    assertThat(statusForHost("127.0.0.1:8888")).startsWith("HTTP/1.1 200 ");
    assertThat(statusForHost("[::1]:8888")).startsWith("HTTP/1.1 200 ");
    gateway.close();
    gateway =
        TestGateway.start(home, config -> config.withAllowed(Set.of(), Set.of("proxy.example")));
    assertThat(statusForHost("proxy.example")).startsWith("HTTP/1.1 200 ");
  }

  private String statusForHost(String host) throws IOException {
    try (Socket socket = new Socket("localhost", gateway.gateway().uri().getPort())) {
      socket.setSoTimeout(20_000);
      String request = "GET /api HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private HttpResponse<String> logIn(String password, String next, String cookies)
      throws Exception {
    String form =
        "password="
            + URLEncoder.encode(password, StandardCharsets.UTF_8)
            + "&_xsrf="
            + xsrf(cookies);
    return gateway.send(
        gateway
            .anonymous("/login?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8))
            .header("Cookie", cookies)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  @Test
  void the_login_page_takes_the_token_and_leads_on() throws Exception {
    HttpResponse<String> page = gateway.send(gateway.anonymous("/login?next=%2Flab"));
    String cookies = cookies(page);

    HttpResponse<String> wrong = logIn("guess", "/lab", cookies);
    HttpResponse<String> right = logIn(token(), "/lab", cookies);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<form", "name=\"password\"", xsrf(cookies));
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).contains("role=\"alert\"");
    assertThat(wrong.headers().allValues("Set-Cookie")).isEmpty();
    assertThat(right.statusCode()).isEqualTo(302);
    assertThat(right.headers().firstValue("Location")).contains("/lab");
    assertThat(
            gateway
                .send(gateway.anonymous("/api/me").header("Cookie", cookies(right)))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void the_login_never_leads_to_another_site() throws Exception {
    String cookies = cookies(gateway.send(gateway.anonymous("/login")));
    for (String next :
        List.of("//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nX: y", "")) {
      assertThat(logIn(token(), next, cookies).headers().firstValue("Location"))
          .as(next)
          .contains("/");
    }
  }

  @Test
  void a_login_without_the_pages_own_proof_is_refused() throws Exception {
    HttpResponse<String> answer =
        gateway.send(
            gateway
                .anonymous("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("password=" + token())));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("_xsrf");
  }

  @Test
  void logging_out_clears_the_cookie() throws Exception {
    HttpResponse<String> out = gateway.send(gateway.anonymous("/logout"));

    assertThat(out.statusCode()).isEqualTo(200);
    assertThat(out.headers().firstValue("Set-Cookie").orElse(""))
        .startsWith("username-localhost-")
        .contains("Max-Age=0");
  }

  @Test
  void an_empty_token_lets_everyone_in_but_pages_of_other_sites() throws Exception {
    gateway.close();
    gateway = TestGateway.start(home, config -> config.withToken(Token.of("")));

    assertThat(gateway.send(gateway.anonymous("/api/contents")).statusCode()).isEqualTo(200);
    assertThat(
            gateway
                .send(gateway.anonymous("/api/contents").header("Origin", "https://evil.example"))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void me_grants_what_is_asked_and_refuses_what_is_no_question() throws Exception {
    HttpResponse<String> me =
        gateway.get("/api/me?permissions=%7B%22contents%22%3A%5B%22read%22%5D%7D&1764000000000");

    assertThat(TestGateway.json(me).at("/permissions/contents/0").stringValue()).isEqualTo("read");
    assertThat(TestGateway.json(me).path("identity").propertyNames())
        .containsExactlyInAnyOrder(
            "username", "name", "display_name", "initials", "avatar_url", "color");
    assertThat(gateway.get("/api/me?permissions=nonsense").statusCode()).isEqualTo(400);
  }

  @Test
  void a_token_does_not_show_itself() {
    assertThat(Token.of("secret").toString()).doesNotContain("secret");
    assertThat(Token.of("").matches("")).isFalse();
  }
}
