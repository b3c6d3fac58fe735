/** Notebooks (nbformat 4) as values, and the files they are kept in. */
@NullMarked
package dev.perijove.protocol.notebook;

import org.jspecify.annotations.NullMarked;
