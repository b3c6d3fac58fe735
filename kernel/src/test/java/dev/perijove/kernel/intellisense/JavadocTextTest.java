package dev.perijove.kernel.intellisense;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A documentation comment as a person reads it. */
class JavadocTextTest {

  @Example
  void inline_tags_become_code_and_links_their_names() {
    assertThat(
            JavadocText.markdown(
                "See {@link java.util.List#of(Object) the factory} or {@code a < b}."))
        .isEqualTo("See the factory or `a < b`.");
    assertThat(JavadocText.markdown("{@link java.util.Map.Entry} and {@link #size()}"))
        .isEqualTo("`Map.Entry` and `size()`");
    assertThat(JavadocText.plain("{@code x} {@literal <y>} {@linkplain Foo foo}"))
        .isEqualTo("x <y> foo");
  }

  @Example
  void elements_become_markdown_or_nothing() {
    assertThat(JavadocText.markdown("One.\n <p>Two <b>bold</b>\n<ul><li>a<li>b</ul>"))
        .isEqualTo("One.\n\nTwo **bold**\n\n- a\n- b");
    assertThat(JavadocText.plain("a &lt; b &amp;&nbsp;c &unknown; &#65;"))
        .isEqualTo("a < b & c &unknown; A");
  }

  @Example
  void preformatted_code_keeps_its_lines() {
    assertThat(JavadocText.markdown("So:\n<pre>{@code\n  int a = 1;\n  f(a < 2);\n}</pre>\nEnd."))
        .isEqualTo("So:\n\n```java\n\n  int a = 1;\n  f(a < 2);\n\n```\n\nEnd.");
  }

  @Example
  void block_tags_follow_the_text() {
    String comment =
        """
         Does it.

         @param a first
         @param <T> a type
         @return {@code true} if
           done
         @throws IOException when not
         @since 9
        """;

    assertThat(JavadocBlocks.of(comment).markdown(false))
        .isEqualTo(
            """
            Does it.

            - `a` first
            - `<T>` a type

            **Returns** `true` if done

            **Throws** IOException when not""");
    assertThat(JavadocBlocks.of(comment).plain(true)).contains("Since: 9");
  }

  @Property(tries = 300)
  void any_text_can_be_read(@ForAll("comments") String comment) {
    assertThat(JavadocBlocks.of(comment).markdown(true)).isNotNull();
    assertThat(JavadocBlocks.of(comment).plain(false)).isNotNull();
  }

  @Provide
  Arbitrary<String> comments() {
    return Arbitraries.of(
            "{@",
            "{@code",
            "{@link ",
            "}",
            "<",
            "<pre>",
            "</pre>",
            "<p",
            ">",
            "&",
            "&lt;",
            "&#99999999;",
            ";",
            "@param",
            "@return",
            "\n",
            " ",
            "x",
            "#",
            "(",
            "é",
            "😀",
            "{",
            "@",
            "</",
            "<!--")
        .list()
        .ofMaxSize(30)
        .map(pieces -> String.join("", pieces));
  }
}
