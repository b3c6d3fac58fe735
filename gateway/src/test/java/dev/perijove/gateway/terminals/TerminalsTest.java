package dev.perijove.gateway.terminals;

import static dev.perijove.gateway.TestGateway.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import dev.perijove.gateway.TestGateway;
import java.io.IOException;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real shells, over HTTP. What is looked for is computed by the shell: its echo must not fit. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class TerminalsTest {
  @TempDir Path home;
  private TestGateway gateway;
  private int asked;

  @BeforeEach
  void start() throws IOException {
    gateway = TestGateway.start(home);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private String create(String body) throws Exception {
    return json(gateway.send("POST", "/api/terminals", body)).path("name").stringValue();
  }

  private TerminalClient open() throws Exception {
    return TerminalClient.connect(gateway, create(""));
  }

  @Test
  void a_terminal_is_created_listed_got_and_deleted() throws Exception {
    var created = gateway.send("POST", "/api/terminals");
    create("{\"name\": \"mine\"}");

    assertThat(created.statusCode()).isEqualTo(200);
    assertThat(json(created).path("name").stringValue()).isEqualTo("1");
    assertThat(json(created).path("last_activity").stringValue()).endsWith("Z");
    assertThat(json(gateway.get("/api/terminals")).findValuesAsString("name"))
        .containsExactly("1", "mine");
    assertThat(json(gateway.get("/api/terminals/mine")).path("name").stringValue())
        .isEqualTo("mine");
    assertThat(gateway.send("DELETE", "/api/terminals/1").statusCode()).isEqualTo(204);
    assertThat(gateway.send("DELETE", "/api/terminals/1").statusCode()).isEqualTo(404);
    assertThat(gateway.get("/api/terminals/1").statusCode()).isEqualTo(404);
    assertThat(json(gateway.get("/api/terminals")).findValuesAsString("name"))
        .containsExactly("mine");
  }

  @Test
  void two_pages_that_restore_one_terminal_get_the_same_and_a_bad_name_is_refused()
      throws Exception {
    assertThat(create("{\"name\": \"1\"}")).isEqualTo("1");
    assertThat(create("{\"name\": \"1\"}")).isEqualTo("1");
    assertThat(create("")).isEqualTo("2");

    for (String name : List.of("..", "a b", "x".repeat(65))) {
      var answer = gateway.send("POST", "/api/terminals", "{\"name\": \"" + name + "\"}");
      assertThat(answer.statusCode()).as(name).isEqualTo(400);
    }
    assertThat(gateway.send("POST", "/api/terminals", "{\"cwd\": 1}").statusCode()).isEqualTo(400);
    assertThat(json(gateway.get("/api/terminals"))).hasSize(2);
  }

  @Test
  void it_is_a_login_shell_in_a_terminal_of_256_colours() throws Exception {
    try (TerminalClient client = open()) {
      client.line("echo $TERM-$((20+22)); shopt -q login_shell && echo lo''gin; test -t 0 && tty");

      client.await("xterm-256color-42");
      client.await("login\r\n");
      client.await("/dev/pts/\\d+");
    }
  }

  @Test
  void it_starts_in_a_directory_below_the_root_and_nowhere_else() throws Exception {
    Path root = home.resolve("root").toRealPath();
    Files.createDirectories(root.resolve("sub/dir"));
    Files.createSymbolicLink(root.resolve("out"), home);

    assertThat(pwd("sub/dir")).isEqualTo(root.resolve("sub/dir").toString());
    for (String outside : List.of("", "..", "sub/../..", "out", "/etc", "missing")) {
      assertThat(pwd(outside)).as(outside).isEqualTo(root.toString());
    }
  }

  private String pwd(String cwd) throws Exception {
    String name = create("{\"cwd\": \"" + cwd + "\"}");
    try (TerminalClient client = TerminalClient.connect(gateway, name)) {
      client.line("echo \"<$((40+2))$PWD>\"");
      return client.await("<42(.*)>");
    }
  }

  @Test
  void the_smallest_of_all_windows_is_the_terminals() throws Exception {
    String name = create("");
    try (TerminalClient large = TerminalClient.connect(gateway, name)) {
      large.resize(50, 100);
      assertThat(size(large)).isEqualTo("50 100");
      try (TerminalClient low = TerminalClient.connect(gateway, name)) {
        low.resize(20, 200);
        assertThat(size(low)).isEqualTo("20 100");
      }
      // Closed is closed for us before it is for the gateway, which then makes room again.
      large.line("until [ \"$(stty size)\" = '50 100' ]; do sleep 0.05; done; echo gr''own");
      large.await("grown");
      large.resize(0, 0);
      assertThat(size(large)).isEqualTo("50 100");
    }
  }

  /** Asked with a mark of its own each time: answers of before are shown to who comes later. */
  private String size(TerminalClient client) throws Exception {
    asked++;
    client.line("echo \"<" + asked + ": $(stty size)>\"");
    return client.await("<" + asked + ": (\\d+ \\d+)>");
  }

  @Test
  void everybody_sees_what_anybody_types() throws Exception {
    String name = create("");
    try (TerminalClient one = TerminalClient.connect(gateway, name);
        TerminalClient other = TerminalClient.connect(gateway, name)) {
      one.line("echo from-one-$((1+1))");
      other.await("from-one-2");
      other.line("echo from-other-$((1+1))");
      one.await("from-other-2");
    }
  }

  @Test
  void it_lives_on_without_anybody_and_shows_who_comes_back_what_was_printed() throws Exception {
    String name = create("");
    try (TerminalClient first = TerminalClient.connect(gateway, name)) {
      first.line("kept=$((40+2)); echo before-$kept");
      first.await("before-42");
    }
    try (TerminalClient second = TerminalClient.connect(gateway, name)) {
      second.await("before-42");
      second.line("echo after-$kept");
      second.await("after-42");
    }
  }

  @Test
  void what_is_kept_of_the_output_is_bounded_and_begins_with_a_whole_line() throws Exception {
    String name = create("");
    try (TerminalClient first = TerminalClient.connect(gateway, name)) {
      first.line("seq -f 'line-%07g-€' 1 100000; echo al''l");
      first.await("all");
    }
    try (TerminalClient second = TerminalClient.connect(gateway, name)) {
      second.await("all");

      assertThat(second.screen()).matches("(?s)line-\\d{7}-€\r\n.*");
      assertThat(second.screen().length()).isBetween(200_000, 256 * 1024);
    }
  }

  @Test
  void a_client_that_does_not_read_slows_the_program_down_and_loses_nothing() throws Exception {
    String name = create("");
    try (TerminalClient deaf = TerminalClient.connectDeaf(gateway, name);
        TerminalClient other = TerminalClient.connect(gateway, name)) {
      other.line("stty -opost; seq 0 2000000; echo al''l");
      other.await("\n50000\n");

      deaf.listen();
      deaf.awaitSetup();
      deaf.await("all\n");
      other.await("all\n");

      assertThat(numbers(deaf.screen())).isEqualTo(2_000_000);
      assertThat(numbers(other.screen())).isEqualTo(2_000_000);
    }
  }

  /** How many lines count on from 1 without a gap. */
  private static int numbers(String screen) {
    int expected = 1;
    for (String line : screen.split("\r?\n", -1)) {
      if (line.equals(Integer.toString(expected))) {
        expected++;
      }
    }
    return expected - 1;
  }

  @Test
  void a_client_that_types_more_than_is_read_waits_and_nothing_is_lost() throws Exception {
    try (TerminalClient client = open()) {
      client.line("stty raw -echo; echo re''ady; head -c 3000000 | cksum; stty sane");
      client.await("ready");
      for (int i = 0; i < 30; i++) {
        client.send(List.of("stdin", "x".repeat(100_000)));
      }

      // As printed by: head -c 3000000 /dev/zero | tr '\0' x | cksum
      client.await("4215545058 3000000");
    }
  }

  @Test
  void characters_whose_bytes_come_apart_stay_whole() throws Exception {
    try (TerminalClient client = open()) {
      client.line("printf '\\xf0\\x9f'; sleep 0.2; printf '\\x98\\x80|%s\\n' $((40+2))");
      client.await("\uD83D\uDE00\\|42");
      client.line("for i in {1..60000}; do printf '\\xf0\\x9f\\x98\\x80'; done; echo en''d");
      client.await("end\r\n");

      assertThat(client.screen()).doesNotContain("\uFFFD");
      assertThat(client.screen().codePoints().filter(c -> c == 0x1F600).count()).isEqualTo(60_001);
    }
  }

  @Test
  void the_end_of_the_shell_is_told_and_the_terminal_is_gone() throws Exception {
    String name = create("");
    try (TerminalClient client = TerminalClient.connect(gateway, name)) {
      client.line("exit");

      client.awaitDisconnect();
      assertThat(client.awaitClose()).isEqualTo(1000);
    }
    assertThat(json(gateway.get("/api/terminals"))).isEmpty();
    assertThat(refusal(name, gateway.gateway().token())).isEqualTo(404);
  }

  /** The status a handshake is refused with. */
  private int refusal(String name, String token) {
    Throwable refused = catchThrowable(() -> TerminalClient.connect(gateway, name, token));
    return refused.getCause() instanceof WebSocketHandshakeException handshake
        ? handshake.getResponse().statusCode()
        : fail("no answer refused it", refused);
  }

  @Test
  void deleting_ends_what_runs_in_it_also_what_prints_without_end() throws Exception {
    String name = create("");
    try (TerminalClient client = TerminalClient.connect(gateway, name)) {
      client.line("sleep 1000 & echo \"<$!>\"; yes");
      ProcessHandle background = process(client.await("<(\\d+)>"));
      client.await("y\r\ny\r\n");

      assertThat(gateway.send("DELETE", "/api/terminals/" + name).statusCode()).isEqualTo(204);

      client.awaitDisconnect();
      assertThat(client.awaitClose()).isEqualTo(1000);
      background.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void the_end_of_the_gateway_ends_shells_and_all_that_runs_in_them() throws Exception {
    try (TerminalClient client = open()) {
      client.line("echo \"<$$>\"; nohup sleep 1000 & sleep 0.1; echo \"<$!>\"");
      ProcessHandle shell = process(client.await("<(\\d+)>"));
      ProcessHandle ignoresHangup = process(client.await("<(\\d+)>"));
      client.line("(trap '' HUP TERM INT; sleep 1000 & echo \"<$!>\")");
      ProcessHandle orphan = process(client.await("<(\\d+)>"));

      gateway.close();

      client.awaitDisconnect();
      assertThat(List.of(shell, ignoresHangup, orphan)).noneMatch(ProcessHandle::isAlive);
    }
  }

  private static ProcessHandle process(String pid) {
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
    assertThat(process).as("process " + pid).isPresent();
    return process.orElseThrow();
  }

  @Test
  void a_frame_that_cannot_be_understood_closes_and_an_unknown_one_is_passed_over()
      throws Exception {
    String name = create("");
    List<String> malformed =
        List.of(
            "{",
            "{}",
            "[]",
            "[1]",
            "[\"stdin\"]",
            "[\"stdin\",7]",
            "[\"set_size\",24]",
            "[\"set_size\",-1,80]",
            "[\"set_size\",24,1e9]",
            "[\"set_size\",24,99999999999]");
    for (String frame : malformed) {
      try (TerminalClient client = TerminalClient.connect(gateway, name)) {
        client.sendRaw(frame);
        assertThat(client.awaitClose()).as(frame).isEqualTo(1007);
      }
    }
    try (TerminalClient client = TerminalClient.connect(gateway, name)) {
      client.sendRaw("[\"ping\"]");
      client.line("echo still-$((40+2))");
      client.await("still-42");
    }
  }

  @Test
  void nobody_gets_a_shell_without_the_token() throws Exception {
    String name = create("");

    for (String path : List.of("/api/terminals", "/api/terminals/" + name)) {
      assertThat(gateway.send(gateway.anonymous(path)).statusCode()).isEqualTo(403);
    }
    assertThat(refusal(name, "wrong")).isEqualTo(403);
  }

  @Test
  void there_are_as_many_as_may_be_and_a_shell_that_is_shut_down_makes_room() throws Exception {
    try (TerminalManager terminals = TerminalManager.of(System.getenv(), 2)) {
      terminals.create(home);
      terminals.create(home);

      assertThatThrownBy(() -> terminals.create(home))
          .isInstanceOfSatisfying(
              TerminalException.class,
              refused -> assertThat(refused.kind()).isEqualTo(TerminalException.Kind.UNAVAILABLE))
          .hasMessageContaining("2 terminals");
      terminals.shutdown("1");
      assertThat(terminals.create(home).name()).isEqualTo("3");
    }
  }
}
