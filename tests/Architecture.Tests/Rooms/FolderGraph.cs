using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rooms;

/// <summary>
/// Which folder of src/ names types of which other folder of its room, read from the source as the compiler reads it. Comments do not count. Owns the
/// compilation.
/// </summary>
public sealed class FolderGraph
{
    // what the build adds to every project
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("numaprobe", StringComparison.OrdinalIgnoreCase))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    private readonly Dictionary<(string From, string To), Finding> _edges = [];

    private FolderGraph()
    {
    }

    /// <summary>Reads the folders of some source files.</summary>
    /// <param name="files">C# files under src/.</param>
    public static FolderGraph Of(IReadOnlyList<RepoFile> files)
    {
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(file.Text, path: file.Path)).ToList();
        var names = trees.SelectMany(Declared).ToHashSet(StringComparer.Ordinal);
        var compilation = CSharpCompilation.Create("src", [CSharpSyntaxTree.ParseText(Usings), .. trees], References.Value);
        var graph = new FolderGraph();
        foreach (var tree in trees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().Where(name => names.Contains(name.Identifier.Text)))
            {
                graph.Add(tree, name, TypeOf(model.GetSymbolInfo(name)));
            }
        }

        return graph;
    }

    /// <summary>A way along which each folder leads back to itself, one for each knot: every step of it, at the first place that takes it.</summary>
    public IEnumerable<Finding> Cycles()
    {
        var next = _edges.Keys.ToLookup(edge => edge.From, edge => edge.To, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in _edges.Keys.Select(edge => edge.From).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (!seen.Contains(folder) && WayBack(folder, next) is { } way)
            {
                seen.UnionWith(way);
                foreach (var (from, to) in way.Zip(way.Skip(1).Append(folder)))
                {
                    yield return _edges[(from, to)];
                }
            }
        }
    }

    private static List<string>? WayBack(string start, ILookup<string, string> next)
    {
        var before = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var folder))
        {
            foreach (var to in next[folder].Order(StringComparer.Ordinal))
            {
                if (to == start)
                {
                    List<string> way = [folder];
                    for (var at = folder; at != start; way.Insert(0, at))
                    {
                        at = before[at];
                    }

                    return way;
                }

                if (before.TryAdd(to, folder))
                {
                    open.Enqueue(to);
                }
            }
        }

        return null;
    }

    private static IEnumerable<string> Declared(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes().Select(static node => node switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            DelegateDeclarationSyntax type => type.Identifier.Text,
            MethodDeclarationSyntax { ParameterList.Parameters: [var first, ..] } method when first.Modifiers.Any(SyntaxKind.ThisKeyword) => method.Identifier.Text,
            _ => "",
        });

    private static INamedTypeSymbol? TypeOf(SymbolInfo found) => (found.Symbol ?? found.CandidateSymbols.FirstOrDefault()) switch
    {
        INamedTypeSymbol type => type,
        IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.ReducedExtension } method => method.ContainingType,
        IMethodSymbol { IsExtensionMethod: true } method => method.ContainingType,
        _ => null,
    };

    private void Add(SyntaxTree tree, SimpleNameSyntax name, INamedTypeSymbol? type)
    {
        if (type?.Locations.FirstOrDefault(place => place.IsInSource)?.SourceTree is not { FilePath.Length: > 0 } home)
        {
            return;
        }

        var (from, to) = (FolderOf(tree.FilePath), FolderOf(home.FilePath));
        if (from != to && RoomOf(from) == RoomOf(to))
        {
            var line = name.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
            _edges.TryAdd((from, to), new Finding(tree.FilePath, line, $"{from} names {type.Name} of {to}"));
        }
    }

    private static string FolderOf(string path) => path[..path.LastIndexOf('/')];

    private static string RoomOf(string folder) => string.Join('/', folder.Split('/').Take(2));
}
