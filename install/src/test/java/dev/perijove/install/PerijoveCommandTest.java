package dev.perijove.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.protocol.kernelspec.JupyterPaths;
import dev.perijove.protocol.kernelspec.Platform;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PerijoveCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path temporary;

  /** An empty file in the kernel's place: what is tested here does not start it. */
  @BeforeEach
  void make_home() throws IOException {
    Files.createDirectories(temporary.resolve("perijove/lib"));
    Files.createFile(home().kernelJar());
  }

  @Test
  void installs_into_a_prefix_and_says_where() throws Exception {
    Path prefix = temporary.resolve("env");

    Outcome outcome = perijove("install", "--no-archive", "--prefix", prefix.toString());

    Path folder = prefix.resolve("share/jupyter/kernels/java");
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out()).contains(folder.toString(), "JUPYTER_PATH=");
    assertThat(argv(folder))
        .startsWith(Path.of(System.getProperty("java.home"), "bin", "java").toString())
        .contains(home().kernelJar().toString());
  }

  @Test
  void installs_for_the_user_by_default_where_clients_look() {
    Outcome outcome = perijove("install", "--no-archive");

    assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out()).doesNotContain("JUPYTER_PATH");
    assertThat(perijove("list").out())
        .contains("java")
        .contains("Java " + Runtime.version().feature())
        .contains(temporary.resolve("home").toString());
  }

  @Test
  void the_options_of_install_reach_the_kernelspec() throws Exception {
    Path jar = Files.createFile(temporary.resolve("a.jar"));
    Path classes = Files.createDirectory(temporary.resolve("classes"));
    Path prefix = temporary.resolve("env");

    Outcome outcome =
        perijove(
            "install",
            "--no-archive",
            "--prefix=" + prefix,
            "--name=java-big",
            "--display-name=Big Java",
            "--jvm-arg=-Xmx4g",
            "--jvm-arg",
            "-ea",
            "--env=GREETING=a=b",
            "--classpath=" + jar + File.pathSeparator + classes);

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
    Path folder = prefix.resolve("share/jupyter/kernels/java-big");
    assertThat(argv(folder))
        .containsSubsequence(
            "-jar",
            home().kernelJar().toString(),
            "--worker-jvm-arg=-Xmx4g",
            "--worker-jvm-arg=-ea",
            "--class-path=" + jar,
            "--class-path=" + classes,
            "{connection_file}");
    assertThat(kernelJson(folder).path("display_name").stringValue()).isEqualTo("Big Java");
    assertThat(kernelJson(folder).path("env").path("GREETING").stringValue()).isEqualTo("a=b");
  }

  @Test
  void the_active_python_environment_is_the_sys_prefix() {
    Path environment = temporary.resolve("venv");

    Outcome outcome =
        perijove(
            Map.of("VIRTUAL_ENV", environment.toString()),
            "install",
            "--no-archive",
            "--sys-prefix");

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
    assertThat(environment.resolve("share/jupyter/kernels/java/kernel.json")).exists();
  }

  @Test
  void sys_prefix_without_an_environment_names_the_cure() {
    Outcome outcome = perijove("install", "--no-archive", "--sys-prefix");

    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err()).contains("VIRTUAL_ENV", "--prefix");
  }

  @Test
  void two_places_at_once_are_a_usage_error() {
    Outcome outcome = perijove("install", "--user", "--system");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("--user", "--system");
  }

  @Test
  void a_class_path_entry_that_is_not_there_is_named() {
    Outcome outcome = perijove("install", "--no-archive", "--classpath=nowhere.jar");

    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err()).contains("nowhere.jar");
  }

  @Test
  void a_folder_that_is_no_jdk_is_named() {
    Outcome outcome = perijove("install", "--no-archive", "--java-home=" + temporary);

    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err()).contains(temporary.toString(), "--java-home");
  }

  @Test
  void uninstall_removes_the_one_that_clients_find() {
    perijove("install", "--no-archive");

    Outcome outcome = perijove("uninstall");

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
    assertThat(perijove("list").out()).doesNotContain("java ");
  }

  @Test
  void uninstall_names_what_is_not_there() {
    Outcome outcome = perijove("uninstall", "jav");

    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err()).contains("'jav'", "perijove list");
  }

  @Test
  void list_as_json_has_the_form_of_jupyter_kernelspec_list() {
    perijove("install", "--no-archive");

    JsonNode specs = JSON.readTree(perijove("list", "--json").out()).path("kernelspecs");

    assertThat(specs.path("java").path("spec").path("language").stringValue()).isEqualTo("java");
    assertThat(specs.path("java").path("spec").path("interrupt_mode").stringValue())
        .isEqualTo("message");
    assertThat(specs.path("java").path("resource_dir").stringValue()).endsWith("java");
  }

  @Test
  void list_names_a_broken_kernelspec_and_goes_on() throws Exception {
    perijove("install", "--no-archive");
    Path broken = Files.createDirectories(userKernels().resolve("broken"));
    Files.writeString(broken.resolve("kernel.json"), "{");

    Outcome outcome = perijove("list");

    assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out()).contains("java").doesNotContain("broken");
    assertThat(outcome.err()).contains("broken");
  }

  @Test
  void doctor_names_a_missing_kernelspec_and_looks_no_further() {
    Outcome outcome = perijove("doctor");

    assertThat(outcome.code()).isEqualTo(ExitCode.PROBLEM_FOUND);
    assertThat(outcome.out())
        .containsPattern("ok +JDK")
        .containsPattern("PROBLEM +kernelspec")
        .contains("Cure: Run 'perijove install'.")
        .containsPattern("skipped +kernel ");
  }

  @Test
  void doctor_names_a_program_that_was_moved_away() throws Exception {
    perijove("install", "--no-archive");
    Files.delete(home().kernelJar());

    Outcome outcome = perijove("doctor");

    assertThat(outcome.code()).isEqualTo(ExitCode.PROBLEM_FOUND);
    assertThat(outcome.out()).contains(home().kernelJar() + ", which is not there");
  }

  @Test
  void help_states_the_exit_codes_and_the_commands() {
    Outcome outcome = perijove("--help");

    assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out())
        .contains("Exit codes:", "install", "list", "uninstall", "doctor", "gateway");
  }

  @Test
  void version_names_perijove_and_the_java_it_runs_on() {
    assertThat(perijove("--version").out())
        .contains("perijove 1.2.3", Runtime.version().toString());
  }

  @Test
  void no_command_is_a_usage_error() {
    Outcome outcome = perijove();

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("COMMAND");
  }

  @Test
  void completion_script_knows_the_commands() {
    Outcome outcome = perijove("generate-completion");

    assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out()).contains("complete -F", "--sys-prefix", "uninstall");
  }

  private record Outcome(int code, String out, String err) {}

  private Outcome perijove(String... arguments) {
    return perijove(Map.of(), arguments);
  }

  private Outcome perijove(Map<String, String> environment, String... arguments) {
    var machine =
        new Machine(
            environment,
            Path.of(System.getProperty("java.home")),
            Optional.of(home()),
            JupyterPaths.of(environment, temporary.resolve("home"), Platform.LINUX),
            "1.2.3");
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        PerijoveCommand.commandLine(machine)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Outcome(code, out.toString(), err.toString());
  }

  private PerijoveHome home() {
    return new PerijoveHome(temporary.resolve("perijove"));
  }

  private Path userKernels() {
    return temporary.resolve("home/.local/share/jupyter/kernels");
  }

  private static JsonNode kernelJson(Path folder) throws IOException {
    return JSON.readTree(Files.readAllBytes(folder.resolve("kernel.json")));
  }

  private static List<String> argv(Path folder) throws IOException {
    return kernelJson(folder).path("argv").valueStream().map(JsonNode::stringValue).toList();
  }
}
