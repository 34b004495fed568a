using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NumaProbe.Cluster.Tests.Simulation;

/// <summary>
/// The room of the cluster as its source would be with one change, compiled and loaded beside the right one, with the simulation on top of it. Owns the
/// compilation; everything that the room uses is shared with the right one.
/// </summary>
internal sealed class ChangedCluster : AssemblyLoadContext
{
    private const string Room = "NumaProbe.Cluster";

    // what the build adds to the sources: usings, and who may see internal members
    private const string Added = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("NumaProbe.Cluster.Tests")]
        """;

    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);
    private static readonly Lazy<CSharpCompilation> Right = new(Compile);

    private readonly Assembly _room;
    private readonly Assembly _tests;

    internal ChangedCluster(PlantedBug bug)
        : base(nameof(ChangedCluster), isCollectible: true)
    {
        using var image = new MemoryStream();
        var changed = Plant(Right.Value, bug);
        changed = bug.And is null ? changed : Plant(changed, bug.And);
        var result = changed.Emit(image);
        result.Success.ShouldBeTrue(string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        _room = LoadFromStream(image);
        _tests = LoadFromAssemblyPath(typeof(ChangedCluster).Assembly.Location);
    }

    /// <summary>See <see cref="SimulationTests.Failure"/>.</summary>
    internal string? Failure(int seed, int[] counts) =>
        (string?)_tests.GetType(typeof(SimulationTests).FullName!, throwOnError: true)!
            .GetMethod(nameof(SimulationTests.Failure), BindingFlags.Static | BindingFlags.NonPublic)!
            .Invoke(null, [seed, counts]);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) => string.Equals(assemblyName.Name, Room, StringComparison.Ordinal) ? _room : null;

    private static CSharpCompilation Plant(CSharpCompilation compilation, PlantedBug bug)
    {
        var tree = compilation.SyntaxTrees.Single(t => string.Equals(t.FilePath, PathOf(bug.File), StringComparison.Ordinal));
        var source = tree.ToString();
        source.Split(bug.Right).Length.ShouldBe(2, $"{bug.File} has '{bug.Right}' once");
        return compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(source.Replace(bug.Right, bug.Wrong, StringComparison.Ordinal), Language, tree.FilePath));
    }

    private static CSharpCompilation Compile()
    {
        var sources = Directory.EnumerateFiles(PathOf(""), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), Language, path));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !string.Equals(Path.GetFileNameWithoutExtension(path), Room, StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            Room, [CSharpSyntaxTree.ParseText(Added, Language), .. sources], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([RegexGenerator().AsSourceGenerator()], parseOptions: Language)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        return (CSharpCompilation)generated;
    }

    // regular expressions are written by the SDK's generator, which lies beside its reference assemblies
    private static IIncrementalGenerator RegexGenerator()
    {
        var packs = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        var generator = Directory.EnumerateFiles(packs, "System.Text.RegularExpressions.Generator.dll", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last();
        var type = Assembly.LoadFrom(generator).GetType("System.Text.RegularExpressions.Generator.RegexGenerator", throwOnError: true)!;
        return (IIncrementalGenerator)Activator.CreateInstance(type)!;
    }

    private static string PathOf(string file) => RepoRoot.Combine("src/Cluster/" + file);
}
