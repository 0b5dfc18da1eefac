@echo off
rem Starts the plugin of this package under the Node of the machine; Pulumi finds this file by its name.
node "%~dp0..\dist\provider\cmd\pulumi-resource-vpnaas\main.js" %*
