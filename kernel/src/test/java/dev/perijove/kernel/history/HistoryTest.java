package dev.perijove.kernel.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  @TempDir Path directory;

  @Test
  void the_last_cells_come_oldest_first() {
    History history = history();
    history.add(1, "a", Optional.of("A"));
    history.add(2, "b", Optional.empty());
    history.add(3, "c", Optional.empty());

    assertThat(inputs(history.tail(2))).containsExactly("b", "c");
    assertThat(history.tail(3).get(0).output()).contains("A");
    assertThat(history.tail(0)).isEmpty();
    assertThat(history.tail(-1)).isEmpty();
  }

  @Test
  void a_later_kernel_remembers_and_has_a_session_of_its_own() {
    History first = history();
    first.add(1, "int x = 1;\nx", Optional.of("1"));

    History second = history();
    second.add(1, "later", Optional.empty());

    assertThat(second.session()).isGreaterThan(first.session());
    assertThat(inputs(second.tail(5))).containsExactly("int x = 1;\nx", "later");
    assertThat(inputs(second.range(-1, 1, OptionalInt.empty()))).containsExactly("int x = 1;\nx");
    assertThat(inputs(second.range(0, 1, OptionalInt.empty()))).containsExactly("later");
  }

  @Test
  void kernels_that_run_at_once_share_the_file() {
    History one = history();
    History two = history();

    one.add(1, "one", Optional.empty());
    two.add(1, "two", Optional.empty());

    assertThat(one.session()).isNotEqualTo(two.session());
    assertThat(inputs(one.tail(5))).containsExactly("one", "two");
  }

  @Test
  void a_range_excludes_its_end() {
    History history = history();
    for (int i = 1; i <= 5; i++) {
      history.add(i, "cell " + i, Optional.empty());
    }

    assertThat(inputs(history.range(history.session(), 2, OptionalInt.of(4))))
        .containsExactly("cell 2", "cell 3");
  }

  @Test
  void a_search_matches_whole_cells() {
    History history = history();
    history.add(1, "int a = 1;", Optional.empty());
    history.add(2, "int b = 2;", Optional.empty());
    history.add(3, "int a = 1;", Optional.empty());
    history.add(4, "// int\na = 1;", Optional.empty());

    assertThat(inputs(history.search("int ? = *", OptionalInt.empty(), false)))
        .containsExactly("int a = 1;", "int b = 2;", "int a = 1;");
    assertThat(inputs(history.search("int*", OptionalInt.of(1), false)))
        .containsExactly("int a = 1;");
    assertThat(inputs(history.search("*a = 1;", OptionalInt.empty(), true)))
        .containsExactly("int a = 1;", "// int\na = 1;");
  }

  @Test
  void a_line_that_was_cut_off_is_passed_over() throws IOException {
    History history = history();
    history.add(1, "kept", Optional.empty());
    Files.writeString(file(), "{\"session\": 1, \"num\n", StandardOpenOption.APPEND);
    history.add(2, "also kept", Optional.empty());

    assertThat(inputs(history.tail(5))).containsExactly("kept", "also kept");
  }

  @Test
  void a_file_that_grows_too_long_loses_its_older_half() throws IOException {
    HistoryFile small = new HistoryFile(file(), 2_000);
    int session = small.beginSession();
    for (int i = 1; i <= 100; i++) {
      small.append(new PastCell(session, i, "cell " + i, Optional.empty()));
    }

    assertThat(Files.size(file())).isLessThan(2_500);
    List<PastCell> left = small.read();
    assertThat(left.get(left.size() - 1).number()).isEqualTo(100);
    assertThat(left).hasSizeGreaterThan(20).isSortedAccordingTo((a, b) -> a.number() - b.number());
    assertThat(small.beginSession()).isEqualTo(session + 1);
  }

  /** A second name for the file goes on to show what it was. */
  @Test
  void the_older_half_goes_without_a_moment_in_which_the_file_is_not_whole() throws IOException {
    HistoryFile small = new HistoryFile(file(), 2_000);
    int session = small.beginSession();
    int count = 0;
    while (Files.size(file()) <= 2_000) {
      small.append(new PastCell(session, ++count, "cell", Optional.empty()));
    }
    String full = Files.readString(file());
    Path secondName = Files.createLink(directory.resolve("second"), file());

    small.append(new PastCell(session, ++count, "cell", Optional.empty()));

    assertThat(Files.readString(secondName)).isEqualTo(full);
    assertThat(Files.size(file())).isLessThan(1_500);
    assertThat(small.read().get(small.read().size() - 1).number()).isEqualTo(count);
  }

  @Test
  void what_a_kernel_that_was_killed_left_behind_is_in_nobodys_way() throws IOException {
    HistoryFile small = new HistoryFile(file(), 200);
    int session = small.beginSession();
    small.append(new PastCell(session, 1, "kept", Optional.empty()));
    Files.writeString(file().resolveSibling("history.jsonl.new"), "half of a fi");
    Files.writeString(file(), "{\"session\": 1, \"number\": 2, \"inp", StandardOpenOption.APPEND);

    small.append(new PastCell(session, 3, "also kept", Optional.empty()));
    assertThat(inputs(small.read())).containsExactly("kept", "also kept");

    for (int i = 4; i < 20; i++) {
      small.append(new PastCell(session, i, "cell " + i, Optional.empty()));
    }
    assertThat(inputs(small.read())).endsWith("cell 18", "cell 19");
  }

  @Test
  void kernels_that_append_at_once_lose_nothing() throws Exception {
    List<CompletableFuture<Void>> kernels = new ArrayList<>();
    for (int kernel = 0; kernel < 4; kernel++) {
      kernels.add(
          CompletableFuture.runAsync(
              () -> {
                History history = history();
                for (int i = 1; i <= 20; i++) {
                  history.add(i, "cell", Optional.empty());
                }
              }));
    }
    for (CompletableFuture<Void> kernel : kernels) {
      kernel.get();
    }

    assertThat(history().tail(100)).hasSize(80);
  }

  @Test
  void without_a_place_to_write_the_kernel_goes_on() throws IOException {
    Path blocked = Files.writeString(directory.resolve("file"), "").resolve("history.jsonl");
    History history = History.open(blocked);

    history.add(1, "a", Optional.empty());

    assertThat(history.tail(5)).isEmpty();
  }

  private History history() {
    return History.open(file());
  }

  private Path file() {
    return directory.resolve("new").resolve("history.jsonl");
  }

  private static List<String> inputs(List<PastCell> cells) {
    return cells.stream().map(PastCell::input).toList();
  }
}
