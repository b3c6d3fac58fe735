@echo off
rem Starts the perijove command with a JDK from JAVA_HOME, or else with the java on PATH.
setlocal
set "home=%~dp0.."
set "java="
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
if not defined java for %%J in (java.exe) do set "java=%%~$PATH:J"
if not defined java (
  echo perijove: no JDK 17 or later found, in JAVA_HOME or on PATH. Install one and set JAVA_HOME to its folder. 1>&2
  exit /b 1
)
"%java%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto "-Dperijove.home=%home%" -jar "%home%\lib\perijove.jar" %*
exit /b %errorlevel%
