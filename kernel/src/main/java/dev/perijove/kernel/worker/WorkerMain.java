package dev.perijove.kernel.worker;

import dev.perijove.kernel.link.LinkAddress;
import dev.perijove.kernel.link.LinkConnection;
import dev.perijove.kernel.link.LinkMessage.Hello;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The process that holds the user's program. Reads two lines from its standard input: where the
 * front listens, and the secret that proves who it is; they are on no command line, where every
 * user of the machine could read them.
 */
public final class WorkerMain {

  /** The process's own standard error, which the front reads too. */
  static final PrintStream NATIVE_ERR =
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

  private WorkerMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Thread.currentThread().setName("worker-commands");
    Thread.currentThread().setUncaughtExceptionHandler(OwnThreads::died);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String address = in.readLine();
    String secret = in.readLine();
    if (address == null || secret == null) {
      throw new EOFException("this process is started by the kernel, not by hand");
    }
    LinkConnection link = new LinkConnection(LinkAddress.parse(address).connect());
    Worker worker = new Worker(link);
    worker.start();
    link.send(new Hello(secret, ProcessHandle.current().pid(), Runtime.version().feature()));
    worker.doCommands();
  }
}
