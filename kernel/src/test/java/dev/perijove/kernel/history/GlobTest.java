package dev.perijove.kernel.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "'', '', true",
    "*, '', true",
    "*, anything, true",
    "a?c, abc, true",
    "a?c, ac, false",
    "a*c, abbbc, true",
    "a*c, abbbd, false",
    "*b*, abc, true",
    "a.c, abc, false",
    "x?y, x😀y, true",
    "**a**, bab, true"
  })
  void star_is_any_text_and_question_mark_one_character(
      String pattern, String text, boolean matches) {
    assertThat(new Glob(pattern).matches(text)).isEqualTo(matches);
  }

  @Test
  void many_stars_do_not_take_for_ever() {
    String text = "a".repeat(5_000);
    String pattern = "*a".repeat(200) + "*b";

    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(new Glob(pattern).matches(text)).isFalse());
  }
}
