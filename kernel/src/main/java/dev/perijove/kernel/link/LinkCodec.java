package dev.perijove.kernel.link;

import dev.perijove.kernel.link.LinkMessage.AddToClassPath;
import dev.perijove.kernel.link.LinkMessage.ClearedOutput;
import dev.perijove.kernel.link.LinkMessage.Close;
import dev.perijove.kernel.link.LinkMessage.Displayed;
import dev.perijove.kernel.link.LinkMessage.Done;
import dev.perijove.kernel.link.LinkMessage.Exiting;
import dev.perijove.kernel.link.LinkMessage.Hello;
import dev.perijove.kernel.link.LinkMessage.InputLine;
import dev.perijove.kernel.link.LinkMessage.InputRefused;
import dev.perijove.kernel.link.LinkMessage.Interrupt;
import dev.perijove.kernel.link.LinkMessage.Invoke;
import dev.perijove.kernel.link.LinkMessage.Load;
import dev.perijove.kernel.link.LinkMessage.Paged;
import dev.perijove.kernel.link.LinkMessage.Printed;
import dev.perijove.kernel.link.LinkMessage.ReadVariable;
import dev.perijove.kernel.link.LinkMessage.Refused;
import dev.perijove.kernel.link.LinkMessage.Returned;
import dev.perijove.kernel.link.LinkMessage.Rung;
import dev.perijove.kernel.link.LinkMessage.Stopped;
import dev.perijove.kernel.link.LinkMessage.Threw;
import dev.perijove.kernel.link.LinkMessage.Unresolved;
import dev.perijove.kernel.link.LinkMessage.WantsInput;
import dev.perijove.kernel.link.LinkMessage.WantsInputNoMore;
import dev.perijove.kernel.link.LinkMessage.Welcome;
import java.nio.ByteBuffer;

/** A {@link LinkMessage} as bytes: a tag of one byte, then the record's components in order. */
public final class LinkCodec {
  private static final Rung[] RUNGS = Rung.values();

  private LinkCodec() {}

  /** The bytes of a message, without its length. */
  public static byte[] encode(LinkMessage message) {
    LinkWriter out = new LinkWriter();
    if (message instanceof Hello m) {
      out.uint8(1).string(m.secret()).int64(m.processId()).int32(m.javaVersion());
    } else if (message instanceof Welcome m) {
      out.uint8(2).int64(m.graceMillis());
    } else if (message instanceof Load m) {
      out.uint8(3).list(m.classes(), file -> out.string(file.name()).bytes(file.bytes()));
    } else if (message instanceof AddToClassPath m) {
      out.uint8(4).string(m.path());
    } else if (message instanceof Invoke m) {
      out.uint8(5).int64(m.id()).int64(m.cell()).string(m.className()).string(m.methodName());
    } else if (message instanceof ReadVariable m) {
      out.uint8(6).int64(m.id()).int64(m.cell()).string(m.className()).string(m.fieldName());
    } else if (message instanceof Done) {
      out.uint8(7);
    } else if (message instanceof Refused m) {
      out.uint8(8).string(m.reason());
    } else if (message instanceof Returned m) {
      out.uint8(9).strings(m.bundle());
    } else if (message instanceof Threw m) {
      out.uint8(10).throwable(m.error());
    } else if (message instanceof Unresolved m) {
      out.uint8(11).int32(m.snippet()).frames(m.frames());
    } else if (message instanceof Stopped m) {
      out.uint8(12).uint8(m.rung().ordinal());
    } else if (message instanceof Interrupt m) {
      out.uint8(13).int64(m.invocation());
    } else if (message instanceof Close) {
      out.uint8(14);
    } else if (message instanceof Printed m) {
      out.uint8(15).int64(m.cell()).bool(m.error()).bytes(m.bytes());
    } else if (message instanceof WantsInput m) {
      out.uint8(16).int64(m.request()).int64(m.cell()).string(m.prompt()).bool(m.password());
    } else if (message instanceof WantsInputNoMore m) {
      out.uint8(17).int64(m.request());
    } else if (message instanceof InputLine m) {
      out.uint8(18).int64(m.request()).optional(m.line(), out::string);
    } else if (message instanceof InputRefused m) {
      out.uint8(19).int64(m.request()).string(m.reason());
    } else if (message instanceof Exiting) {
      out.uint8(20);
    } else if (message instanceof Displayed m) {
      out.uint8(21).int64(m.cell()).strings(m.bundle()).optional(m.id(), out::string);
      out.bool(m.update());
    } else if (message instanceof ClearedOutput m) {
      out.uint8(22).int64(m.cell()).bool(m.waitForOutput());
    } else if (message instanceof Paged m) {
      out.uint8(23).int64(m.cell()).string(m.text());
    } else {
      throw new AssertionError("a sealed message without a tag: " + message);
    }
    return out.toByteArray();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws MalformedLinkMessageException if the bytes are anything else
   */
  public static LinkMessage decode(ByteBuffer bytes) throws MalformedLinkMessageException {
    LinkReader in = new LinkReader(bytes);
    LinkMessage message = message(in);
    in.end();
    return message;
  }

  private static LinkMessage message(LinkReader in) throws MalformedLinkMessageException {
    int tag = in.uint8();
    return switch (tag) {
      case 1 -> new Hello(in.string(), in.int64(), in.int32());
      case 2 -> new Welcome(in.int64());
      case 3 -> new Load(in.list(() -> new ClassFile(in.string(), in.bytes())));
      case 4 -> new AddToClassPath(in.string());
      case 5 -> new Invoke(in.int64(), in.int64(), in.string(), in.string());
      case 6 -> new ReadVariable(in.int64(), in.int64(), in.string(), in.string());
      case 7 -> new Done();
      case 8 -> new Refused(in.string());
      case 9 -> new Returned(in.strings());
      case 10 -> new Threw(in.throwable());
      case 11 -> new Unresolved(in.int32(), in.frames());
      case 12 -> new Stopped(in.oneOf(RUNGS));
      case 13 -> new Interrupt(in.int64());
      case 14 -> new Close();
      case 15 -> new Printed(in.int64(), in.bool(), in.bytes());
      case 16 -> new WantsInput(in.int64(), in.int64(), in.string(), in.bool());
      case 17 -> new WantsInputNoMore(in.int64());
      case 18 -> new InputLine(in.int64(), in.optional(in::string));
      case 19 -> new InputRefused(in.int64(), in.string());
      case 20 -> new Exiting();
      case 21 -> new Displayed(in.int64(), in.strings(), in.optional(in::string), in.bool());
      case 22 -> new ClearedOutput(in.int64(), in.bool());
      case 23 -> new Paged(in.int64(), in.string());
      default -> throw new MalformedLinkMessageException("no message has the tag " + tag);
    };
  }
}
