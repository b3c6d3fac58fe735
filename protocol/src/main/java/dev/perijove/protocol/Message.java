package dev.perijove.protocol;

import static java.util.Objects.requireNonNull;

import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.MessageType;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A message as it is understood. Equal when all its parts are, buffers by their bytes. The arrays
 * in it are not copied: nobody writes to them.
 *
 * @param identities the ZeroMQ routing prefix; on iopub the topic
 * @param parent the header of the message that caused this one
 * @param extraContent fields of the content we do not know, kept
 * @param buffers binary buffers after the content
 */
public record Message<C extends Content>(
    List<byte[]> identities,
    Header header,
    Optional<Header> parent,
    Map<String, JsonNode> metadata,
    C content,
    Map<String, JsonNode> extraContent,
    List<byte[]> buffers) {

  /**
   * @throws IllegalArgumentException if the header names another message type than the content's
   */
  public Message {
    identities = List.copyOf(identities);
    requireNonNull(header, "header");
    requireNonNull(parent, "parent");
    metadata = kept(metadata);
    requireNonNull(content, "content");
    extraContent = kept(extraContent);
    buffers = List.copyOf(buffers);
    String type = MessageType.wireNameOf(content);
    if (!type.equals(header.msgType())) {
      throw new IllegalArgumentException(
          "a message headed '" + header.msgType() + "' cannot carry the content of '" + type + "'");
    }
  }

  /** A message nothing caused, under a header made for it. */
  public static <C extends Content> Message<C> of(Header header, C content) {
    return new Message<>(
        List.of(), header, Optional.empty(), Map.of(), content, Map.of(), List.of());
  }

  /** A new message nothing caused, sent in {@code session}: a client's request. */
  public static <C extends Content> Message<C> of(String session, C content) {
    return of(Header.of(MessageType.wireNameOf(content), session), content);
  }

  /** A new message caused by the one headed {@code parent}: output of a request. */
  public static <C extends Content> Message<C> childOf(Header parent, String session, C content) {
    Header header = Header.of(MessageType.wireNameOf(content), session);
    return new Message<>(
        List.of(), header, Optional.of(parent), Map.of(), content, Map.of(), List.of());
  }

  /** A new message caused by this one. */
  public <D extends Content> Message<D> child(String session, D childContent) {
    return childOf(header, session, childContent);
  }

  /** A new message caused by this one that goes back to where this one came from. */
  public <D extends Content> Message<D> reply(String session, D replyContent) {
    return child(session, replyContent).withIdentities(identities);
  }

  /** The same message with another routing prefix. */
  public Message<C> withIdentities(List<byte[]> newIdentities) {
    return new Message<>(newIdentities, header, parent, metadata, content, extraContent, buffers);
  }

  /** The same message under this topic: a single frame before the delimiter, for iopub. */
  public Message<C> withTopic(byte[] topic) {
    return withIdentities(List.of(topic));
  }

  /** The same message with other metadata. */
  public Message<C> withMetadata(Map<String, JsonNode> newMetadata) {
    return new Message<>(identities, header, parent, newMetadata, content, extraContent, buffers);
  }

  /** The same message with other binary buffers. */
  public Message<C> withBuffers(List<byte[]> newBuffers) {
    return new Message<>(identities, header, parent, metadata, content, extraContent, newBuffers);
  }

  private static Map<String, JsonNode> kept(Map<String, JsonNode> fields) {
    return fields.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Message<?> that
        && header.equals(that.header)
        && parent.equals(that.parent)
        && metadata.equals(that.metadata)
        && content.equals(that.content)
        && extraContent.equals(that.extraContent)
        && Arrays.deepEquals(identities.toArray(), that.identities.toArray())
        && Arrays.deepEquals(buffers.toArray(), that.buffers.toArray());
  }

  @Override
  public int hashCode() {
    return Objects.hash(header, content);
  }
}
