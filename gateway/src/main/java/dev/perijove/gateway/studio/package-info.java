/** Serves JupyterLab's page and what only that page asks for. */
@NullMarked
package dev.perijove.gateway.studio;

import org.jspecify.annotations.NullMarked;
