package dev.perijove.gateway.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfinedPathTest {
  @TempDir Path home;

  private Path root() throws IOException {
    return Files.createDirectories(home.resolve("root")).toRealPath();
  }

  @Test
  void a_path_is_below_the_root_whether_it_exists_or_not() throws Exception {
    Path root = root();

    ConfinedPath path = ConfinedPath.of(root, "a/b c/é.ipynb");

    assertThat(path.path()).isEqualTo(root.resolve("a").resolve("b c").resolve("é.ipynb"));
    assertThat(path.name()).isEqualTo("é.ipynb");
    assertThat(path.parent().apiPath()).isEqualTo("a/b c");
    assertThat(path.parent().parent().parent().isRoot()).isTrue();
    assertThat(ConfinedPath.of(root, "").path()).isEqualTo(root);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../x",
        "a/../../x",
        "a/..",
        ".",
        "./a",
        "/etc/passwd",
        "a//b",
        "a/",
        "/",
        ".hidden",
        "a/.git/config",
        "C:\\Windows",
        "C:/Windows",
        "c:x",
        "\\\\server\\share",
        "a\\..\\..\\x",
        "a\u0000b",
        "a\nb"
      })
  void what_could_lead_out_or_is_hidden_does_not_exist(String apiPath) throws Exception {
    Path root = root();

    assertThatThrownBy(() -> ConfinedPath.of(root, apiPath))
        .isInstanceOfSatisfying(
            ContentsException.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(ContentsException.Kind.NOT_FOUND));
  }

  @Test
  void links_are_followed_inside_of_the_root_and_refused_out_of_it() throws Exception {
    Path root = root();
    Files.createDirectory(root.resolve("inside"));
    Files.createSymbolicLink(root.resolve("in"), root.resolve("inside"));
    Files.createSymbolicLink(root.resolve("out"), home);
    Files.createSymbolicLink(root.resolve("nowhere"), home.resolve("missing"));
    Files.createSymbolicLink(root.resolve("circle"), root.resolve("circle"));

    assertThat(ConfinedPath.of(root, "in/new.txt").path()).isEqualTo(root.resolve("in/new.txt"));
    for (String apiPath : new String[] {"out", "out/new.txt", "nowhere", "nowhere/x", "circle"}) {
      assertThatThrownBy(() -> ConfinedPath.of(root, apiPath))
          .as(apiPath)
          .isInstanceOf(ContentsException.class);
    }
  }

  @Test
  void names_longer_than_a_file_system_takes_are_refused_before_it_is_asked() throws Exception {
    Path root = root();

    assertThatThrownBy(() -> ConfinedPath.of(root, "é".repeat(128)))
        .isInstanceOf(ContentsException.class);
    assertThatThrownBy(() -> ConfinedPath.of(root, "a/".repeat(3000) + "a"))
        .isInstanceOf(ContentsException.class)
        .hasMessageContaining("4096");
    assertThat(ConfinedPath.of(root, "é".repeat(127)).name()).hasSize(127);
  }

  private Path propertyRoot = Path.of("");

  @BeforeProperty
  void makeRoot() throws IOException {
    propertyRoot = Files.createTempDirectory("confined").toRealPath();
  }

  @AfterProperty
  void removeRoot() throws IOException {
    Files.delete(propertyRoot);
  }

  @Provide
  Arbitrary<String> hostilePaths() {
    return Arbitraries.of(
            "..", ".", "", "a", "b.txt", "\\", "/", "C:", "%2e%2e", "~", "\u0000", " ", "é", "...",
            "\u202e", "con")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("/", parts));
  }

  @Property(tries = 1000)
  void no_path_ever_leaves_the_root(@ForAll("hostilePaths") String apiPath) throws Exception {
    assertConfined(apiPath);
  }

  @Property(tries = 500)
  void nor_does_any_other_string(@ForAll String apiPath) throws Exception {
    assertConfined(apiPath);
  }

  private void assertConfined(String apiPath) throws Exception {
    try {
      Path path = ConfinedPath.of(propertyRoot, apiPath).path();
      assertThat(path.normalize()).isEqualTo(path);
      assertThat(path.startsWith(propertyRoot)).isTrue();
    } catch (ContentsException refusal) {
      assertThat(refusal.kind())
          .isIn(ContentsException.Kind.NOT_FOUND, ContentsException.Kind.INVALID);
    }
  }
}
