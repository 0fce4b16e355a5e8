using Atelier.Generation;

namespace Atelier.Host.Cli.Imagine;

/// <summary>An engine that is ready to make pictures.</summary>
internal interface IImageGenerator : IDisposable
{
    /// <summary>Makes pictures, each handed over as soon as it is done.</summary>
    /// <param name="request">What to make; names are resolved.</param>
    /// <param name="observer">Told of each stage and step.</param>
    /// <param name="cancellation">Ends it within one step.</param>
    IEnumerable<IMadePicture> Generate(GenerationRequest request, IGenerationObserver observer, CancellationToken cancellation);
}

/// <summary>A picture that is made and not yet kept.</summary>
internal interface IMadePicture
{
    int Width { get; }

    int Height { get; }

    ulong Seed { get; }

    /// <summary>Everything that decided it, as a JSON object.</summary>
    string Recipe { get; }

    /// <summary>Writes it, whole or not at all.</summary>
    /// <param name="target">Where and how.</param>
    /// <returns>The path of the file.</returns>
    string Save(PictureTarget target);
}
