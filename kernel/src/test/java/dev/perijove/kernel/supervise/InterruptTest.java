package dev.perijove.kernel.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.kernel.engine.InvocationOutcome;
import dev.perijove.kernel.engine.InvocationOutcome.Interrupted;
import dev.perijove.kernel.engine.InvocationOutcome.Step;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The interrupt ladder, rung by rung, against real code that does not want to stop. */
@Timeout(60)
class InterruptTest {
  private static TestProgram program;

  @BeforeAll
  static void startsOnce() throws Exception {
    program = TestProgram.start(InterruptTest::patient);
    program.run("int kept = 42;");
  }

  /** With a machine so busy that stopping takes seconds, losing the worker would be no fault. */
  private static WorkerConfig patient(WorkerConfig config) {
    return config.withInterruptGrace(Duration.ofMillis(200), Duration.ofSeconds(20));
  }

  @AfterAll
  static void ends() {
    program.close();
  }

  static Stream<Arguments> codeThatDoesNotStop() {
    return Stream.of(
        Arguments.of("sleep", Step.INTERRUPT, "Thread.sleep(100_000);"),
        Arguments.of("waiting for input", Step.INTERRUPT, "System.in.read();"),
        Arguments.of(
            "a future nobody completes",
            Step.INTERRUPT,
            "new java.util.concurrent.CompletableFuture<String>().get();"),
        Arguments.of("an endless loop", Step.STOP_CHECK, "while (true) {}"),
        Arguments.of(
            "a counting loop", Step.STOP_CHECK, "for (int i = 0; i >= 0; i = (i + 1) & 7) {}"),
        Arguments.of(
            "a loop that swallows the interrupt",
            Step.STOP_CHECK,
            "while (true) { try { Thread.sleep(100_000); } catch (InterruptedException e) {} }"),
        Arguments.of(
            "a loop that catches everything",
            Step.STOP_CHECK,
            "while (true) { try { while (true) {} } catch (Throwable t) {} }"),
        Arguments.of(
            "a recursion",
            Step.STOP_CHECK,
            "long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }",
            "fib(90);"),
        Arguments.of(
            "a loop in a lambda of a library",
            Step.STOP_CHECK,
            "java.util.stream.Stream.iterate(1, x -> x + 1).forEach(x -> {});"),
        Arguments.of(
            "a parallel stream",
            Step.STOP_CHECK,
            "java.util.stream.IntStream.range(0, 64).parallel().forEach(x -> { while (true) {} });"),
        Arguments.of(
            "printing without end by a library",
            Step.STOP_CHECK,
            "java.util.stream.Stream.iterate(1L, new java.util.function.UnaryOperator<Long>() {"
                + " public Long apply(Long x) { return x; } }).forEach(System.out::println);"),
        Arguments.of(
            "a long library call",
            Step.HARD_STOP,
            "java.math.BigInteger.valueOf(3).pow(200_000_000);"),
        Arguments.of(
            "a runaway regular expression",
            Step.HARD_STOP,
            "java.util.regex.Pattern.compile(\"(x+x+)+\\\\1y\").matcher(\"x\".repeat(60)).matches();"),
        Arguments.of(
            "a lock nobody gives back",
            Step.HARD_STOP,
            "var lock = new java.util.concurrent.locks.ReentrantLock();",
            "new Thread(lock::lock).start();",
            "while (!lock.isLocked()) { Thread.onSpinWait(); }",
            "lock.lock();"),
        Arguments.of(
            "a monitor that another thread holds",
            Step.HARD_STOP,
            "Object monitor = new Object();",
            "var held = new java.util.concurrent.CountDownLatch(1);",
            "new Thread(() -> { synchronized (monitor) { held.countDown();"
                + " java.util.concurrent.locks.LockSupport.park(); while (true) {} } }).start();",
            "held.await();",
            "synchronized (monitor) { }"),
        Arguments.of(
            "a child process that prints nothing",
            Step.HARD_STOP,
            "new ProcessBuilder(\"sleep\", \"100\").start().getInputStream().read();"),
        Arguments.of(
            "a socket that nobody connects to",
            Step.HARD_STOP,
            "new java.net.ServerSocket(0).accept();"));
  }

  /** The last snippet says that it runs before it does not stop. */
  static Stream<Arguments> cells() {
    return codeThatDoesNotStop()
        .map(
            arguments -> {
              Object[] all = arguments.get();
              String[] snippets = Arrays.copyOfRange(all, 2, all.length, String[].class);
              int last = snippets.length - 1;
              snippets[last] =
                  "{ System.out.println(\"on: " + all[0] + "\"); " + snippets[last] + " }";
              return Arguments.of(all[0], all[1], snippets);
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void is_stopped_and_variables_are_kept(String name, Step step, String[] snippets)
      throws Exception {
    program.person(
        prompt -> {
          new CountDownLatch(1).await();
          return "never";
        });
    CompletableFuture<InvocationOutcome> running = program.begin(snippets);
    program.awaitText("on: " + name);

    program.interrupt();
    InvocationOutcome outcome = running.get(30, TimeUnit.SECONDS);

    assertThat(outcome).isEqualTo(new Interrupted(step));
    assertThat(program.value("kept")).isEqualTo("42");
  }
}
