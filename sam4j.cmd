@echo off
rem Builds what is missing, then runs the command line. All arguments go to it. After an update of the sources run
rem "mvn package" first: unlike the shell script this one does not notice it.
setlocal
set "SAM4J_HOME=%~dp0"
set "SAM4J_BUILT=%SAM4J_HOME%sam-cli\target"
if not exist "%SAM4J_BUILT%\sam-cli.jar" goto build
rem the class path names this checkout's own modules: after a move it must be made again
findstr /l /i /c:"%SAM4J_HOME:\=\\%sam-core" "%SAM4J_BUILT%\class-path.txt" >nul 2>nul && goto run
:build
echo sam4j: building ^(mvn package without tests^) 1>&2
pushd "%SAM4J_HOME%"
call mvn -B -q package -pl sam-cli -am -Dmaven.test.skip -Dspotless.check.skip -Dmaven.javadoc.skip -Dmdep.analyze.skip %SAM4J_MVN_OPTS% || (popd & exit /b 1)
popd
:run
rem set /p would cut a line of this length
for /f "usebackq delims=" %%i in ("%SAM4J_BUILT%\class-path.txt") do set "SAM4J_CLASS_PATH=%%i"
set "SAM4J_JAVA=java"
if defined JAVA_HOME set "SAM4J_JAVA=%JAVA_HOME%\bin\java"
"%SAM4J_JAVA%" --enable-native-access=ALL-UNNAMED %SAM4J_JAVA_OPTS% -cp "%SAM4J_BUILT%\sam-cli.jar;%SAM4J_CLASS_PATH%" io.github.sam4j.cli.Sam4j %*
exit /b %ERRORLEVEL%
