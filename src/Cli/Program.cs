using System.Runtime.InteropServices;
using Serilog;
using Serilog.Events;
using NumaProbe.Cli;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;
using NumaProbe.VirtualTime;

using var interrupted = new CancellationTokenSource();
using var terminated = new CancellationTokenSource();
using var console = CliConsole.OfProcess(interrupted.Token, terminated.Token);
Console.CancelKeyPress += (_, press) =>
{
    // the first Ctrl-C ends a run in order, a second one the process
    press.Cancel = console.EndsInOrder && !interrupted.IsCancellationRequested;
    interrupted.Cancel();
};
using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    // as for Ctrl-C: the first one ends in order, a second one at once
    signal.Cancel = console.EndsInOrder && !terminated.IsCancellationRequested;
    terminated.Cancel();
});
using var log = new LoggerConfiguration()
    .MinimumLevel.Is(LogLevels.For(args))
    .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
    .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error) // warns of keys that protect nothing here
    .WriteTo.Console(new PlainLogFormatter(), standardErrorFromLevel: LogEventLevel.Verbose)
    .CreateLogger();

// Akka.NET logs through the one logger that Serilog knows by itself
Log.Logger = log;
return new NumaProbeCommand(new CliContext(console, new EmbeddedRunner(BareHosts.Instance), log)).Run(args);
