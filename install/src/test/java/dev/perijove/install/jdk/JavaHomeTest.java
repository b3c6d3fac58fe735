package dev.perijove.install.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class JavaHomeTest {
  @TempDir Path temporary;

  @Test
  void the_jdk_that_runs_the_tests_can_run_the_kernel() throws Exception {
    var java = JavaHome.inspect(Path.of(System.getProperty("java.home")));

    assertThat(java.release()).isEqualTo(Runtime.version().feature());
    assertThat(java.modules()).contains("jdk.jshell", "java.base");
    assertThat(java.requireForKernel()).isSameAs(java);
    assertThat(java.launcher()).isExecutable();
  }

  @Test
  void a_folder_without_java_is_named() {
    assertThatThrownBy(() -> JavaHome.inspect(temporary))
        .isInstanceOf(UnusableJavaException.class)
        .hasMessageContaining(temporary.toString())
        .hasMessageContaining("--java-home");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_java_that_fails_is_quoted() throws Exception {
    writeLauncher("echo Unrecognized option: --list-modules >&2; exit 1");

    assertThatThrownBy(() -> JavaHome.inspect(temporary))
        .isInstanceOf(UnusableJavaException.class)
        .hasMessageContaining("Unrecognized option");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_runtime_without_jshell_is_told_from_a_jdk() throws Exception {
    writeLauncher("echo java.base@21.0.1; echo jdk.compiler@21.0.1");

    var java = JavaHome.inspect(temporary);

    assertThat(java.release()).isEqualTo(21);
    assertThatThrownBy(java::requireForKernel)
        .isInstanceOf(UnusableJavaException.class)
        .hasMessageContaining("jdk.jshell");
  }

  @Test
  void an_old_release_is_refused_with_the_oldest_that_works() {
    var java = new JavaHome(temporary, "11.0.2", Set.of("jdk.jshell", "jdk.compiler"));

    assertThatThrownBy(java::requireForKernel)
        .isInstanceOf(UnusableJavaException.class)
        .hasMessageContaining("11.0.2")
        .hasMessageContaining("17");
  }

  private void writeLauncher(String script) throws Exception {
    Path java = Files.createDirectories(temporary.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
