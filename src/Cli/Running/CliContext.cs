using Serilog;
using NumaProbe.Cli.Terminal;

namespace NumaProbe.Cli.Running;

/// <summary>What every verb may use.</summary>
/// <param name="Console">Where it reads and writes.</param>
/// <param name="Runner">Carries out runs.</param>
/// <param name="Log">For the developer of numaprobe; silent unless --debug.</param>
internal sealed record CliContext(CliConsole Console, IRunner Runner, ILogger Log);
