package dev.perijove.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perijove.gateway.http.Router.Match;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static final RouteHandler NOTHING = request -> Response.noContent();

  private static final Router ROUTER =
      Router.builder()
          .get("/", NOTHING)
          .get("/api/contents", NOTHING)
          .get("/api/contents/{path...}", NOTHING)
          .patch("/api/contents/{path...}", NOTHING)
          .get("/api/contents/{path...}/checkpoints", NOTHING)
          .post("/api/contents/{path...}/checkpoints/{id}", NOTHING)
          .get("/lab/{rest...}", NOTHING)
          .get("/lab/api/settings/{id...}", NOTHING)
          .build();

  private static Match.Found found(String method, String path) {
    Match match = ROUTER.find(method, path);
    assertThat(match).isInstanceOf(Match.Found.class);
    return (Match.Found) match;
  }

  private static String pattern(String method, String path) {
    return found(method, path).route().pattern().toString();
  }

  @Test
  void the_pattern_that_says_more_wins_whatever_the_order() {
    assertThat(pattern("GET", "/")).isEqualTo("/");
    assertThat(pattern("GET", "/lab/api/settings/a/b")).isEqualTo("/lab/api/settings/{id...}");
    assertThat(pattern("GET", "/lab/api/other")).isEqualTo("/lab/{rest...}");
    assertThat(pattern("GET", "/api/contents/a/checkpoints"))
        .isEqualTo("/api/contents/{path...}/checkpoints");
  }

  @Test
  void a_method_only_the_wider_pattern_has_goes_there() {
    assertThat(pattern("PATCH", "/api/contents/a/checkpoints"))
        .isEqualTo("/api/contents/{path...}");
    assertThat(ROUTER.find("DELETE", "/api/contents/a"))
        .isEqualTo(new Match.WrongMethod(Set.of("GET", "PATCH")));
  }

  @Test
  void a_rest_holds_slashes_and_what_stands_behind_it_is_still_told_apart() {
    assertThat(found("POST", "/api/contents/a/b%20c/checkpoints/checkpoint").parameters())
        .isEqualTo(Map.of("path", "a/b c", "id", "checkpoint"));
    assertThat(ROUTER.find("GET", "/api/contents/")).isInstanceOf(Match.Nothing.class);
  }

  @Test
  void mistakes_in_the_table_are_told_when_it_is_built() {
    assertThatThrownBy(() -> Router.builder().get("/a", NOTHING).get("/a", NOTHING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GET /a");
    assertThatThrownBy(() -> Router.builder().get("/a", NOTHING).open("/b").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/b");
    assertThatThrownBy(() -> Router.builder().get("/{a}/{a}", NOTHING))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Router.builder().get("/{a...}/{b...}", NOTHING))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<List<String>> names() {
    return Arbitraries.strings()
        .all()
        .excludeChars('\ud800')
        .ofMinLength(1)
        .ofMaxLength(12)
        .filter(name -> name.chars().noneMatch(c -> Character.isSurrogate((char) c)))
        .filter(name -> !name.contains("/"))
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  @Property(tries = 300)
  void whatever_is_encoded_into_a_path_comes_out_of_it(@ForAll("names") List<String> names) {
    String encoded =
        names.stream().map(PercentCoding::encodeSegment).collect(Collectors.joining("/"));

    assertThat(found("GET", "/lab/api/settings/" + encoded).parameters())
        .containsEntry("id", String.join("/", names));
    assertThat(PercentCoding.encodePath(String.join("/", names))).isEqualTo(encoded);
  }

  @Property(tries = 500)
  void no_path_makes_the_table_fail_but_with_400(@ForAll String path) {
    try {
      assertThat(ROUTER.find("GET", "/" + path)).isNotNull();
    } catch (Problem problem) {
      assertThat(problem.status()).isEqualTo(400);
    }
  }

  @Property(tries = 300)
  void a_range_is_always_inside_of_the_file(@ForAll String field, @ForAll int size) {
    for (String given : List.of(field, "bytes=" + size + "-" + (size / 2), "bytes=-" + size)) {
      long length = Math.abs((long) size);
      if (ByteRange.parse(given, length) instanceof ByteRange.Part part) {
        assertThat(part.first()).isNotNegative();
        assertThat(part.length()).isPositive();
        assertThat(part.first() + part.length()).isLessThanOrEqualTo(length);
      }
    }
  }
}
