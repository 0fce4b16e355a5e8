using Atelier.FrontEnds;
using Atelier.Generation;

namespace Atelier.Host.Plugins.Check;

/// <summary>Pictures of a server that has none, and no worker that could work on some.</summary>
internal sealed class TrialPictures : IFrontEndPictures
{
    public Task<FrontEndPicture?> FindAsync(string id, CancellationToken cancellation) => Task.FromResult<FrontEndPicture?>(null);

    public Task<byte[]?> ReadAsync(string id, CancellationToken cancellation) => Task.FromResult<byte[]?>(null);

    public Task<bool> DeleteAsync(string id, CancellationToken cancellation) => Task.FromResult(false);

    public Task<string> AddAsync(byte[] file, CancellationToken cancellation) => throw None();

    public Task<PictureOrigin?> DescribeAsync(byte[] file, CancellationToken cancellation) => Task.FromResult<PictureOrigin?>(null);

    public Task<byte[]> ConvertAsync(byte[] file, string format, int? quality, int? side, CancellationToken cancellation) => throw None();

    public Task<byte[]> SheetAsync(IReadOnlyList<byte[]> files, int columns, int gap, CancellationToken cancellation) => throw None();

    public Task<byte[]> UpscaleAsync(byte[] file, double scale, string upscaler, CancellationToken cancellation) => throw None();

    private static RequestException None() => new("picture", "a check works on no pictures");
}
