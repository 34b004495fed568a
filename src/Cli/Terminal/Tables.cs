using Spectre.Console;
using Spectre.Console.Rendering;

namespace NumaProbe.Cli.Terminal;

/// <summary>Prints tables: in colour on a terminal that wants it, else as plain text without spaces at the ends of lines.</summary>
internal static class Tables
{
    internal static void Print(CliConsole console, IRenderable table)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var ansi = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = console.Colour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = console.Colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        ansi.Profile.Width = console.Width;
        ansi.Write(table);
        foreach (var line in text.ToString().TrimEnd('\n').Split('\n'))
        {
            console.Out.WriteLine(line.TrimEnd());
        }
    }
}
