package dev.perijove.gateway.provision;

import dev.perijove.protocol.kernelspec.KernelSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The places this gateway can run kernels in, by name. Thread-safe. */
public final class Provisioners {

  /** What a kernelspec that names no provisioner gets; {@code jupyter_client} calls it the same. */
  public static final String DEFAULT_NAME = "local-provisioner";

  private final Map<String, KernelProvisioner> byName;

  private Provisioners(Map<String, KernelProvisioner> byName) {
    this.byName = byName;
  }

  /** Every provisioner on the class path. */
  public static Provisioners load() {
    return of(
        ServiceLoader.load(KernelProvisioner.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList());
  }

  /**
   * Exactly the given provisioners.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public static Provisioners of(List<? extends KernelProvisioner> provisioners) {
    Map<String, KernelProvisioner> byName = new TreeMap<>();
    for (KernelProvisioner provisioner : provisioners) {
      if (byName.putIfAbsent(provisioner.name(), provisioner) != null) {
        throw new IllegalArgumentException(
            "two kernel provisioners are called '" + provisioner.name() + "'");
      }
    }
    return new Provisioners(byName);
  }

  /**
   * The provisioner a kernelspec asks for.
   *
   * @throws ProvisioningException if this gateway has none of that name
   */
  public KernelProvisioner forKernelSpec(KernelSpec spec) throws ProvisioningException {
    String name =
        Optional.ofNullable(spec.metadata().get("kernel_provisioner"))
            .map(provisioner -> provisioner.path("provisioner_name"))
            .filter(JsonNode::isString)
            .map(JsonNode::stringValue)
            .orElse(DEFAULT_NAME);
    KernelProvisioner provisioner = byName.get(name);
    if (provisioner == null) {
      throw new ProvisioningException(
          "Kernelspec '%s' asks for the provisioner '%s', and this gateway has only %s. Change metadata.kernel_provisioner in %s."
              .formatted(
                  spec.name(), name, byName.keySet(), spec.resourceDir().resolve("kernel.json")));
    }
    return provisioner;
  }
}
