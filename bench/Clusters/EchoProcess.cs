using System.Diagnostics;

namespace NumaProbe.Bench.Clusters;

/// <summary>This program as another process that sends back what arrives.</summary>
internal sealed class EchoProcess : IDisposable
{
    private readonly Process _process;

    internal EchoProcess()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "NumaProbe.Bench.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, "echo"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Address = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the echo did not start");
    }

    /// <summary>The address of its actor.</summary>
    internal string Address { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
