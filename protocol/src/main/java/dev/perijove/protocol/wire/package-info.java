/**
 * Turns wire frames into messages and back, and signs them. Opens no socket, starts no thread.
 *
 * <pre>{@code
 * Signer signer = Signer.of("hmac-sha256", key);
 * MessageCodec codec = new MessageCodec();
 * Message<ExecuteRequest> request = Message.of(session, ExecuteRequest.of("1 + 1"));
 * List<byte[]> frames = ZmqFrames.write(codec.encode(request), signer);
 *
 * Message<?> received = codec.decode(ZmqFrames.read(frames, signer, ReplayGuard.create()));
 * }</pre>
 */
@NullMarked
package dev.perijove.protocol.wire;

import org.jspecify.annotations.NullMarked;
