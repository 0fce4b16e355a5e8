using System.Text;
using Microsoft.CodeAnalysis;

namespace Atelier.Host.Scripting.Compile;

/// <summary>Gives the compiler the files of a graph, as they were read.</summary>
internal sealed class SourceResolver(SourceGraph graph) : SourceReferenceResolver
{
    public override string? NormalizePath(string path, string? baseFilePath) => ResolveReference(path, baseFilePath);

    public override string? ResolveReference(string path, string? baseFilePath) =>
        SourceGraph.Resolve(path, baseFilePath ?? graph.Path) is var full && graph.Files.ContainsKey(full) ? full : null;

    public override Stream OpenRead(string resolvedPath) =>
        new MemoryStream(Encoding.UTF8.GetBytes(graph.Files[resolvedPath].ToString()), writable: false);

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => graph.GetHashCode();
}
