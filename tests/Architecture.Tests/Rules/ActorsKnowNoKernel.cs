using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>The actor systems know nothing of NUMA or drivers: no identifier declared in src/VirtualTime or src/VirtualTime.Akka speaks of them.</summary>
public sealed partial class ActorsKnowNoKernel : TidyRule
{
    private static readonly HashSet<string> Forbidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "Device", "Devices", "Driver", "Drivers", "Numa", "Kernel", "Probe", "Probes", "Probing", "Cpu", "Cpus", "Bus", "Buses", "Cookie",
        "Deferred", "Modprobe", "Scenario",
    };

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad =>
    [
        One("src/VirtualTime/A.cs", "namespace NumaProbe.VirtualTime; class DeviceMailbox;"),
        One("src/VirtualTime/A.cs", "namespace NumaProbe.VirtualTime; class A { void Send(int numaNode) { } }"),
        One("src/VirtualTime/A.cs", "namespace NumaProbe.VirtualTime; class A { int probeCount; }"),
        One("src/VirtualTime.Akka/A.cs", "namespace NumaProbe.VirtualTime.Akka; class DeviceShell;"),
        One("src/VirtualTime/A.cs", "namespace NumaProbe.VirtualTime; class A { void M() { var cpu_count = 1; } }"),
    ];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good =>
    [
        One("src/VirtualTime/A.cs", "namespace NumaProbe.VirtualTime; class Partition { int business; void Send(int target) { } }"),
        One("src/Node/A.cs", "namespace NumaProbe.Node; class DeviceActor;"),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo) =>
        from file in repo
        where file.IsCSharp && (file.IsUnder("src/VirtualTime") || file.IsUnder("src/VirtualTime.Akka"))
        from token in file.Root.DescendantTokens()
        where token.IsKind(SyntaxKind.IdentifierToken) && !token.Parent!.AncestorsAndSelf().Any(IsNamespaceName)
        let word = Words().Matches(token.Text).Select(match => match.Value).FirstOrDefault(Forbidden.Contains)
        where word is not null
        select file.At(token, $"'{token.Text}' speaks of '{word}': the actor systems know nothing of it");

    private static bool IsNamespaceName(SyntaxNode node) =>
        node is UsingDirectiveSyntax
        || (node is NameSyntax && node.Parent is BaseNamespaceDeclarationSyntax);

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
