using System.CommandLine;

namespace NumaProbe.Cli.Verbs;

/// <summary>Options that several verbs have in the same words.</summary>
internal static class CommonOptions
{
    /// <summary><c>-o</c>: the first format is the default.</summary>
    internal static Option<string> Output(params string[] formats)
    {
        var option = new Option<string>("--output", "-o")
        {
            Description = "Format of the result",
            HelpName = string.Join('|', formats),
            DefaultValueFactory = _ => formats[0],
        };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }
}
