package dev.perijove.kernel.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What user code may show, and what it is told when it cannot. */
class MimeBundleTest {

  @Test
  void a_form_is_added_without_changing_the_bundle() {
    MimeBundle html = MimeBundle.html("<b>x</b>");

    assertThat(html.with("text/plain", "x").forms())
        .containsExactly(Map.entry("text/html", "<b>x</b>"), Map.entry("text/plain", "x"));
    assertThat(html.forms()).hasSize(1);
  }

  @Test
  void what_is_no_mime_type_is_refused_by_its_name() {
    assertThatThrownBy(() -> MimeBundle.of("html", "<b>x</b>"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'html' is not a MIME type such as text/html");
    assertThatThrownBy(() -> new MimeBundle(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one form at least");
  }

  @Test
  void more_than_can_be_shown_at_once_is_refused_with_a_way_out() {
    String half = "x".repeat(MimeBundle.MAX_CHARS / 2);
    MimeBundle bundle = MimeBundle.of("text/html", half);

    assertThatThrownBy(() -> bundle.with("text/plain", half))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8388608")
        .hasMessageContaining("file");
    assertThatThrownBy(() -> Kernel.page(half + half + "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_display_id_is_never_empty_nor_endless() {
    assertThatThrownBy(() -> Display.display(1, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 256");
    assertThatThrownBy(() -> Display.updateDisplay(1, "x".repeat(257)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("this one 257");
  }

  @Test
  void outside_of_a_notebook_there_is_nobody_to_show_anything_to() {
    assertThatThrownBy(() -> Display.display(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("No kernel runs this program");
  }
}
