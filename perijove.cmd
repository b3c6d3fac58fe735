@echo off
rem The perijove command from a clone: builds what is missing, then runs it.
setlocal
set "home=%~dp0install\target\perijove"
set "missing="
for %%P in (kernel worker gateway perijove) do if not exist "%home%\lib\%%P.jar" set "missing=1"
if not exist "%home%\bin\perijove.cmd" set "missing=1"
if not defined missing goto run
echo Building Perijove; the first time this takes a few minutes. 1>&2
pushd "%~dp0"
call mvn -q -B -ntp package -DskipTests 1>&2
if errorlevel 1 (
  popd
  echo perijove: the build failed; what went wrong stands above. 1>&2
  exit /b 1
)
popd
:run
call "%home%\bin\perijove.cmd" %*
exit /b %errorlevel%
