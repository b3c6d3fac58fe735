/**
 * After each cell the debugger asks which modules are loaded, of kernels without a debugger too,
 * and then fails for want of a session. Such a kernel has nothing to tell.
 */
export function amendDebugger(plugin) {
  if (plugin.id !== '@jupyterlab/debugger-extension:service') {
    return plugin;
  }
  return {
    ...plugin,
    activate: (...services) => {
      const service = plugin.activate(...services);
      const displayModules = service.displayModules;
      service.displayModules = async () => service.session && displayModules();
      return service;
    }
  };
}
