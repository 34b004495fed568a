using System.CommandLine;

namespace NumaProbe.Bench.Folders;

/// <summary><c>folder</c>: what the seals of a run folder cost whoever reads it.</summary>
internal static class FolderCommand
{
    private const int Devices = 20_000;

    internal static Command Create()
    {
        var command = new Command("folder", "Say what the seals of a run folder cost whoever reads it.");
        command.SetAction(_ => Console.WriteLine(FolderReading.Measure(Devices)));
        return command;
    }
}
