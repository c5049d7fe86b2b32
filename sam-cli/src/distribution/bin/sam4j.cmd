@echo off
rem Runs the command line. Java is that of JAVA_HOME or, without it, the one on the path; SAM4J_JAVA_OPTS holds options for it.
setlocal
set "SAM4J_JAVA=java"
if defined JAVA_HOME set "SAM4J_JAVA=%JAVA_HOME%\bin\java"
"%SAM4J_JAVA%" --enable-native-access=ALL-UNNAMED %SAM4J_JAVA_OPTS% -cp "%~dp0..\lib\*" io.github.sam4j.cli.Sam4j %*
exit /b %ERRORLEVEL%
