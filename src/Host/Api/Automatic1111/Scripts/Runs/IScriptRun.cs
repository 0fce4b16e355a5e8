using Atelier.Generation;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Automatic1111.Scripts.Runs;

/// <summary>How the pictures of a request come about where one job does not make them all.</summary>
internal interface IScriptRun
{
    /// <summary>How many jobs it takes; null where that shows only when it runs.</summary>
    int? Jobs { get; }

    /// <summary>Makes them. It ends early where a job was interrupted, with what is done.</summary>
    /// <param name="request">What the request's other fields come to, its seed drawn.</param>
    /// <param name="jobs">Makes each job.</param>
    /// <param name="cancellation">The caller went away.</param>
    Task<IReadOnlyList<ShownPicture>> MakeAsync(GenerationRequest request, ScriptJobs jobs, CancellationToken cancellation);
}

/// <summary>A picture of the answer.</summary>
/// <param name="Infotext">AUTOMATIC1111's text about it.</param>
/// <param name="Stored">The picture that a job made; null where it was put together of several.</param>
/// <param name="File">That one, a PNG.</param>
/// <param name="IsSheet">Whether it shows others of the answer beside one another.</param>
internal sealed record ShownPicture(
    string Infotext, ulong Seed, int Width, int Height, StoredPicture? Stored = null, byte[]? File = null, bool IsSheet = false)
{
    public static ShownPicture Of(StoredPicture picture) => new(picture.Infotext, picture.Seed, picture.Width, picture.Height, picture);
}
