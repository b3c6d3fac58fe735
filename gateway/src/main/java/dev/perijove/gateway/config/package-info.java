/** Keeps the settings of front ends, one JSON object a section: {@code /api/config}. */
@NullMarked
package dev.perijove.gateway.config;

import org.jspecify.annotations.NullMarked;
