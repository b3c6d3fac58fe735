import { Signal } from '@lumino/signaling';

/**
 * The widget manager takes it that a notebook has a kernel as soon as it is open. Here the first run
 * starts the kernel, and without this the manager would fail on opening and show no widget later.
 */
export function amendWidgetManager(plugin) {
  if (plugin.id !== '@jupyter-widgets/jupyterlab-manager:plugin') {
    return plugin;
  }
  return {
    ...plugin,
    activate: (app, rendermime, notebooks, consoles, ...others) => {
      const trackers = [notebooks, consoles].map(onceKernelsAreThere);
      return plugin.activate(app, rendermime, ...trackers, ...others);
    }
  };
}

/** The same tracker, but it tells of a panel when the panel's first kernel is there. */
function onceKernelsAreThere(tracker) {
  if (!tracker) {
    return tracker;
  }
  const widgetAdded = new Signal(tracker);
  const announce = async panel => {
    await firstKernel(panel.sessionContext);
    if (!panel.isDisposed) {
      widgetAdded.emit(panel);
    }
  };
  tracker.forEach(announce);
  tracker.widgetAdded.connect((_, panel) => announce(panel));
  return { widgetAdded, forEach: () => undefined };
}

/** Resolves when a session has a kernel, at once if it has one; never for one that gets none. */
async function firstKernel(sessionContext) {
  if (sessionContext.session?.kernel) {
    return;
  }
  await new Promise(resolve => {
    const look = (_, { newValue }) => {
      if (newValue) {
        sessionContext.kernelChanged.disconnect(look);
        resolve();
      }
    };
    sessionContext.kernelChanged.connect(look);
  });
}
