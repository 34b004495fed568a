using System.CommandLine;

namespace NumaProbe.Cli.Verbs;

/// <summary>One verb of the program with the examples that its help leads with.</summary>
internal sealed class Verb : Command
{
    internal Verb(string name, string description, params string[] examples)
        : base(name, description) => Examples = examples;

    /// <summary>Command lines that work.</summary>
    internal IReadOnlyList<string> Examples { get; }
}
