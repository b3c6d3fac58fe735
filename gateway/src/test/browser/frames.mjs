/** Reads kernel messages out of WebSocket frames, in either Jupyter subprotocol. */

/** @param payload text, or a Buffer; returns {channel, header, parent, content} */
export function readFrame(payload) {
  if (typeof payload === 'string') {
    return fromJson(payload);
  }
  // A v1 frame starts with the number of its offsets as a little-endian u64, so never with zeros
  // in its first byte; a binary frame of the default protocol is big-endian, so it always does.
  return payload[0] === 0 ? fromLegacyBinary(payload) : fromV1(payload);
}

function fromJson(text) {
  const { channel, header, parent_header: parent, content } = JSON.parse(text);
  return { channel, header, parent: parent ?? {}, content };
}

function fromLegacyBinary(frame) {
  const parts = frame.readUInt32BE(0);
  const start = frame.readUInt32BE(4);
  const end = parts > 1 ? frame.readUInt32BE(8) : frame.length;
  return fromJson(frame.subarray(start, end).toString('utf8'));
}

function fromV1(frame) {
  const count = Number(frame.readBigUInt64LE(0));
  const offset = index => Number(frame.readBigUInt64LE(8 * (1 + index)));
  const part = index => frame.subarray(offset(index), offset(index + 1)).toString('utf8');
  if (count < 6) {
    throw new Error(`A v1 frame has a channel and four parts, this one ${count - 1} in all`);
  }
  const [channel, header, parent, , content] = [0, 1, 2, 3, 4].map(part);
  return {
    channel,
    header: JSON.parse(header),
    parent: JSON.parse(parent || '{}'),
    content: JSON.parse(content)
  };
}
