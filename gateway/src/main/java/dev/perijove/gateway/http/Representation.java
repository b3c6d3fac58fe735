package dev.perijove.gateway.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * What of a response goes over the wire to this client: nothing new (304), a range (206), the whole
 * in gzip or as it is. Works on a request thread, since it compresses and opens files.
 *
 * @param response status and headers as they are sent
 * @param payload what follows them; empty for HEAD
 * @param length the {@code Content-Length}, of HEAD too
 */
record Representation(Response response, Payload payload, long length) {
  /** Below this, the header costs more than is won. */
  private static final int SMALLEST_COMPRESSED = 1024;

  /** A file above this is streamed as it is, rather than compressed in memory. */
  private static final long LARGEST_COMPRESSED_FILE = 32L * 1024 * 1024;

  /** What is sent; a file is open and belongs to whoever holds the payload. */
  sealed interface Payload {
    /** Bytes in memory. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Bytes(byte[] bytes) implements Payload {}

    /** A part of an open file. */
    record FilePart(FileChannel channel, long position, long count) implements Payload {}
  }

  /** Closes the file of an answer that cannot be sent. */
  void discard() {
    if (payload instanceof Payload.FilePart part) {
      try {
        part.channel().close();
      } catch (IOException e) {
        throw new UncheckedIOException("Closing a file that was only read", e);
      }
    }
  }

  static Representation of(Request request, Response given) throws IOException {
    Response response = withValidators(given);
    if (response.status() == 200 && isNotModified(request, response)) {
      return whole(request, response.withStatus(304), new byte[0]);
    }
    if (response.body() instanceof ResponseBody.File file) {
      return ofFile(request, response, file);
    }
    byte[] bytes = ((ResponseBody.Bytes) response.body()).bytes();
    return ofBytes(request, response, bytes);
  }

  private static Representation ofBytes(Request request, Response response, byte[] bytes)
      throws IOException {
    if (!isCompressible(response, bytes.length)) {
      return whole(request, response, bytes);
    }
    Response varied = response.addHeader("Vary", "Accept-Encoding");
    return acceptsGzip(request)
        ? whole(request, varied.header("Content-Encoding", "gzip"), gzip(bytes))
        : whole(request, varied, bytes);
  }

  private static Representation whole(Request request, Response response, byte[] bytes) {
    byte[] sent = isHead(request) ? new byte[0] : bytes;
    return new Representation(response, new Payload.Bytes(sent), bytes.length);
  }

  private static Representation ofFile(Request request, Response response, ResponseBody.File file)
      throws IOException {
    Optional<String> wanted = request.header("Range").filter(range -> response.status() == 200);
    if (wanted.isEmpty()
        && file.size() <= LARGEST_COMPRESSED_FILE
        && isCompressible(response, file.size())) {
      return ofBytes(request, response, Files.readAllBytes(file.path()));
    }
    Response ranged = response.header("Accept-Ranges", "bytes");
    ByteRange.Part range = new ByteRange.Part(0, file.size());
    if (wanted.isPresent() && rangeStillApplies(request, response)) {
      ByteRange parsed = ByteRange.parse(wanted.get(), file.size());
      if (parsed instanceof ByteRange.Unsatisfiable) {
        return unsatisfiable(request, file.size());
      }
      if (parsed instanceof ByteRange.Part part) {
        range = part;
        ranged = ranged.withStatus(206).header("Content-Range", part.contentRange(file.size()));
      }
    }
    if (isHead(request)) {
      return new Representation(ranged, new Payload.Bytes(new byte[0]), range.length());
    }
    FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ);
    return new Representation(
        ranged, new Payload.FilePart(channel, range.first(), range.length()), range.length());
  }

  private static Representation unsatisfiable(Request request, long size) throws IOException {
    Response refusal =
        Problem.of(416, "The range is outside of the file's " + size + " bytes")
            .toResponse()
            .header("Content-Range", "bytes */" + size);
    return of(request, refusal);
  }

  private static Response withValidators(Response response) {
    if (!(response.body() instanceof ResponseBody.File file)) {
      return response;
    }
    Response validated = response;
    if (response.header("ETag").isEmpty()) {
      // Weak, since the compressed form has the same.
      String tag =
          Long.toHexString(file.modified().toEpochMilli()) + "-" + Long.toHexString(file.size());
      validated = validated.header("ETag", "W/\"" + tag + "\"");
    }
    if (response.header("Last-Modified").isEmpty()) {
      validated = validated.header("Last-Modified", HttpDate.format(file.modified()));
    }
    if (response.header("Cache-Control").isEmpty()) {
      validated = validated.header("Cache-Control", "no-cache");
    }
    return validated;
  }

  /** RFC 9110, section 13.2.2: a list of tags outweighs a date. */
  private static boolean isNotModified(Request request, Response response) {
    if (!request.method().equals("GET") && !isHead(request)) {
      return false;
    }
    Optional<String> tag = response.header("ETag");
    if (!request.headerAll("If-None-Match").isEmpty()) {
      return tag.isPresent()
          && request.headerAll("If-None-Match").stream()
              .flatMap(field -> Arrays.stream(field.split(",", -1)))
              .map(String::strip)
              .anyMatch(known -> known.equals("*") || opaque(known).equals(opaque(tag.get())));
    }
    Optional<Instant> since = request.header("If-Modified-Since").flatMap(HttpDate::parse);
    Optional<Instant> modified = response.header("Last-Modified").flatMap(HttpDate::parse);
    return since.isPresent() && modified.isPresent() && !modified.get().isAfter(since.get());
  }

  /** {@code If-Range}: our tags are weak and never match, so only a date counts. */
  private static boolean rangeStillApplies(Request request, Response response) {
    Optional<String> condition = request.header("If-Range");
    return condition.isEmpty() || condition.equals(response.header("Last-Modified"));
  }

  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }

  private static boolean isHead(Request request) {
    return request.method().equals("HEAD");
  }

  private static boolean isCompressible(Response response, long length) {
    return length >= SMALLEST_COMPRESSED
        && response.header("Content-Encoding").isEmpty()
        && response.header("Content-Type").filter(MediaTypes::isText).isPresent();
  }

  private static boolean acceptsGzip(Request request) {
    return request.headerTokens("Accept-Encoding").stream()
        .map(token -> token.replace(" ", ""))
        .anyMatch(token -> token.startsWith("gzip") && !token.matches("gzip;q=0(\\.0*)?"));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 3 + 64);
    try (OutputStream gzip = new FastGzip(compressed)) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }

  /** Answers are compressed once and sent once: speed counts more than the last percent. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 16 * 1024);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
