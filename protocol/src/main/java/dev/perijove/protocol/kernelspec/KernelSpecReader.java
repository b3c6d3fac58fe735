package dev.perijove.protocol.kernelspec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads one {@code kernel.json}. */
final class KernelSpecReader {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long MAX_BYTES = 1 << 20;

  private final Map<String, JsonNode> left = new LinkedHashMap<>();

  private KernelSpecReader(ObjectNode fields) {
    fields.properties().forEach(field -> left.put(field.getKey(), field.getValue()));
  }

  static KernelSpec read(String name, Path directory) throws InvalidKernelSpecException {
    return new KernelSpecReader(parse(directory.resolve("kernel.json"))).spec(name, directory);
  }

  private static ObjectNode parse(Path file) throws InvalidKernelSpecException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new InvalidKernelSpecException("longer than " + MAX_BYTES + " bytes");
      }
      if (JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode fields) {
        return fields;
      }
      throw new InvalidKernelSpecException("must be a JSON object");
    } catch (IOException e) {
      throw new InvalidKernelSpecException("cannot be read (" + e + ")");
    } catch (JacksonException e) {
      throw new InvalidKernelSpecException("not JSON (" + e.getOriginalMessage() + ")");
    }
  }

  private KernelSpec spec(String name, Path directory) throws InvalidKernelSpecException {
    List<String> argv = argv();
    String displayName = text("display_name", name);
    String language = text("language", "");
    String mode = text("interrupt_mode", InterruptMode.SIGNAL.wireName());
    InterruptMode interruptMode =
        InterruptMode.of(mode)
            .orElseThrow(
                () ->
                    new InvalidKernelSpecException(
                        "interrupt_mode must be signal or message, not '" + mode + "'"));
    Map<String, String> env = env();
    Map<String, JsonNode> metadata = object("metadata");
    return new KernelSpec(
        name, directory, argv, displayName, language, interruptMode, env, metadata, left);
  }

  private List<String> argv() throws InvalidKernelSpecException {
    JsonNode value = left.remove("argv");
    if (value == null || !value.isArray() || value.isEmpty()) {
      throw new InvalidKernelSpecException("argv must be a list with the command to start");
    }
    List<String> argv = new ArrayList<>();
    for (JsonNode argument : value) {
      if (!argument.isString()) {
        throw new InvalidKernelSpecException("argv must hold strings, not " + argument);
      }
      argv.add(argument.stringValue());
    }
    return argv;
  }

  private Map<String, String> env() throws InvalidKernelSpecException {
    Map<String, String> env = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> variable : object("env").entrySet()) {
      JsonNode value = variable.getValue();
      if (!value.isString()) {
        throw new InvalidKernelSpecException("env." + variable.getKey() + " must be a string");
      }
      env.put(variable.getKey(), value.stringValue());
    }
    return env;
  }

  private Map<String, JsonNode> object(String field) throws InvalidKernelSpecException {
    JsonNode value = left.remove(field);
    Map<String, JsonNode> entries = new LinkedHashMap<>();
    if (value == null || value.isNull()) {
      return entries;
    }
    if (!value.isObject()) {
      throw new InvalidKernelSpecException(field + " must be an object");
    }
    value.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    return entries;
  }

  private String text(String field, String absent) throws InvalidKernelSpecException {
    JsonNode value = left.remove(field);
    if (value == null || value.isNull()) {
      return absent;
    }
    if (!value.isString()) {
      throw new InvalidKernelSpecException(field + " must be a string");
    }
    return value.stringValue();
  }
}
