using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Atelier.Host.Scripting.Compile;

/// <summary>
/// What the compiler is told of directives that were looked up before it: what they name is among its references already.
/// </summary>
internal sealed class KnownReferences(IReadOnlyList<MetadataReference> references) : MetadataReferenceResolver
{
    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties) =>
        [(PortableExecutableReference)references[0]];

    /// <summary>What an assembly is compiled against usually lies beside it.</summary>
    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        definition is PortableExecutableReference { FilePath: { } file }
            && Path.Combine(Path.GetDirectoryName(file)!, referenceIdentity.Name + ".dll") is var beside && File.Exists(beside)
                ? MetadataReference.CreateFromFile(beside)
                : null;

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => references.Count;
}
