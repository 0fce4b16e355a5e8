using System.CommandLine;
using Atelier.Generation;

namespace Atelier.Host.Cli.Imagine;

/// <summary>A group of options that say one part of a request.</summary>
internal interface IRequestOptions
{
    IReadOnlyList<Option> All { get; }

    /// <summary>The request with what was given.</summary>
    /// <exception cref="InputException">What was given cannot be read.</exception>
    /// <exception cref="RequestException">A field is wrong.</exception>
    GenerationRequest Apply(ParseResult parsed, GenerationRequest request);
}
