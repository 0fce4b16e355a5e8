using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Atelier.FrontEnds;
using Atelier.Generation;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Tests.Doubles;

/// <summary>Pictures that are a few bytes of text, so that a test sees what was done to them.</summary>
internal sealed class FakePictures : IFrontEndPictures
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (FrontEndPicture Picture, byte[] File)> _kept = [];
    private readonly Dictionary<string, PictureOrigin> _origins = [];

    /// <summary>Files that were brought, by reference.</summary>
    public Dictionary<string, byte[]> Brought { get; } = [];

    /// <summary>The file of each picture that is made, by its id.</summary>
    public Func<string, byte[]> Files { get; set; } = id => File("made " + id);

    /// <summary>What converting makes of a file, format, quality and side.</summary>
    public Func<byte[], string, int?, int?, byte[]> Converts { get; set; } =
        (file, format, quality, side) => File($"{Text(file)} as {format} q{quality} s{side}");

    /// <summary>What enlarging makes of a file, scale and upscaler.</summary>
    public Func<byte[], double, string, byte[]> Upscales { get; set; } =
        (file, scale, upscaler) => File(string.Create(CultureInfo.InvariantCulture, $"{Text(file)} x{scale} by {upscaler}"));

    public static byte[] File(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(byte[] file) => Encoding.UTF8.GetString(file);

    /// <summary>What the file says of how it was made.</summary>
    public void SaysOf(byte[] file, PictureOrigin origin) => _origins[Reference(file)] = origin;

    /// <summary>Keeps the pictures of a job.</summary>
    public IReadOnlyList<JobPicture> Make(Job job)
    {
        lock (_lock)
        {
            return [.. Enumerable.Range(0, job.Request.Count * job.Request.BatchSize).Select(index => Make(job, index))];
        }
    }

    public Task<FrontEndPicture?> FindAsync(string id, CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            return Task.FromResult(_kept.TryGetValue(id, out var kept) ? kept.Picture : null);
        }
    }

    public Task<byte[]?> ReadAsync(string id, CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            return Task.FromResult(_kept.TryGetValue(id, out var kept) ? kept.File : null);
        }
    }

    public Task<bool> DeleteAsync(string id, CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            return Task.FromResult(_kept.Remove(id));
        }
    }

    public Task<string> AddAsync(byte[] file, CancellationToken cancellation = default)
    {
        Check(file);
        lock (_lock)
        {
            Brought[Reference(file)] = file;
        }

        return Task.FromResult(Reference(file));
    }

    public Task<PictureOrigin?> DescribeAsync(byte[] file, CancellationToken cancellation = default)
    {
        Check(file);
        return Task.FromResult(_origins.GetValueOrDefault(Reference(file)));
    }

    public Task<byte[]> ConvertAsync(byte[] file, string format, int? quality = null, int? side = null, CancellationToken cancellation = default) =>
        Task.FromResult(Converts(file, format, quality, side));

    public Task<byte[]> SheetAsync(IReadOnlyList<byte[]> files, int columns, int gap = 4, CancellationToken cancellation = default) =>
        Task.FromResult(File($"sheet of {columns}: {string.Join(" | ", files.Select(Text))}"));

    public Task<byte[]> UpscaleAsync(byte[] file, double scale, string upscaler, CancellationToken cancellation = default)
    {
        Check(file);
        return Task.FromResult(Upscales(file, scale, upscaler));
    }

    private static string Reference(byte[] file) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(file));

    private static void Check(byte[] file)
    {
        if (Text(file).StartsWith("no picture", StringComparison.Ordinal))
        {
            throw new RequestException("image", "this is no PNG, JPEG or WebP");
        }
    }

    private JobPicture Make(Job job, int index)
    {
        var id = $"{job.Id}-{index}".Replace("JOB", "PIC", StringComparison.Ordinal);
        var file = Files(id);
        var seed = job.Request.Seed!.Value + (ulong)index;
        var picture =
            new JobPicture(id, Reference(file)[7..], "png", job.Request.Width!.Value, job.Request.Height!.Value, file.Length, seed);
        var request = job.Request with { Seed = seed, Count = 1, BatchSize = 1 };
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Prompt}\nNegative prompt: {request.NegativePrompt}\n" +
            $"Steps: {request.Steps}, Seed: {seed}, Size: {request.Width}x{request.Height}, Model: {request.Model}");
        _kept[id] = (new FrontEndPicture(picture, job.Id, job.Owner, request, text), file);
        return picture;
    }
}
