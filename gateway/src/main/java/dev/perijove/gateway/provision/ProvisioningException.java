package dev.perijove.gateway.provision;

/** A kernel process could not be started; the message names the cause and the cure. */
public final class ProvisioningException extends Exception {

  private static final long serialVersionUID = 1L;

  public ProvisioningException(String message) {
    super(message);
  }

  public ProvisioningException(String message, Throwable cause) {
    super(message, cause);
  }
}
