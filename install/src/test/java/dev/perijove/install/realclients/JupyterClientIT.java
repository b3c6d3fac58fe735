package dev.perijove.install.realclients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Python's clients, with the kernel that {@code perijove install} made known to them. */
class JupyterClientIT {
  @TempDir static Path folder;
  private static BuiltProduct product;

  @BeforeAll
  static void install_the_kernel() throws Exception {
    RealClients.python();
    product = BuiltProduct.withKernelIn(folder);
  }

  @Test
  void the_kernel_passes_jupyter_kernel_test() throws Exception {
    Program suite = product.python("kernel_suite.py", "java").succeeded();

    assertThat(suite.output())
        .contains("test_execute_stdout", "test_pager", "\nOK\n")
        .doesNotContain("skipped");
  }

  @Test
  void nbclient_runs_the_example_notebook() throws Exception {
    Example example = Example.copyTo(folder.resolve("nbclient"));
    Path executed = folder.resolve("executed.ipynb");

    product
        .python("run_notebook.py", "java", example.notebook().toString(), executed.toString())
        .succeeded();

    Example.assertRan(executed);
  }

  @Test
  void a_question_of_the_notebook_is_answered_through_jupyter_client() throws Exception {
    Example example = Example.copyTo(folder.resolve("stdin"));

    Program run =
        product
            .python("answer_stdin.py", "java", example.notebook().toString(), "Kelp Quay")
            .succeeded();

    JsonNode told = JsonMapper.shared().readTree(run.output());
    assertThat(told.path("prompts").size()).isEqualTo(1);
    assertThat(told.path("texts").toString())
        .contains("Kelp Quay has 420 cm or more in 30 of 96 hours.")
        .contains("The ship can leave Kelp Quay at");
  }
}
