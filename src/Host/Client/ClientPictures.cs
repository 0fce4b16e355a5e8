using System.Buffers.Binary;
using Atelier.Diffusion.Imaging;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Store;
using Atelier.Imaging;
using Atelier.Scripting;

namespace Atelier.Host.Client;

/// <summary><c>/api/v1/pictures</c>, <c>/uploads</c> and <c>/upscale</c> for scripts.</summary>
internal sealed class ClientPictures(AtelierClient client, IScriptFiles files, CancellationToken cancellation) : IScriptPictures
{
    private const int GifHeader = 10;

    public async Task<IReadOnlyList<MadePicture>> ListAsync(int limit = 50, string? search = null) =>
    [
        .. (await client.GetAsync<PageOf<PictureView>>(
            $"pictures?limit={limit}{(search is null ? "" : $"&q={Uri.EscapeDataString(search)}")}", cancellation)).Items.Select(PictureOf),
    ];

    public async Task<MadePicture> GetAsync(string id) => PictureOf(await client.GetAsync<PictureView>(PathOf(id), cancellation));

    public Task FavoriteAsync(string id, bool favorite = true) =>
        client.PutAsync<PictureView>($"{PathOf(id)}/favorite", new FavoriteBody(favorite), cancellation);

    public Task DeleteAsync(string id) => client.DeleteAsync(PathOf(id), cancellation);

    public async Task<string> ReferenceAsync(PictureSource picture) => picture switch
    {
        { Picture: MadePicture made } => made.Id,
        { Picture: { } other } => await UploadAsync(await other.BytesAsync()),
        { Bytes: { } bytes } => await UploadAsync(bytes),
        { Text: { } text } when Ids.AreLike(text) || PictureHash.Of(text) is not null => text,
        { Text: { } path } => await UploadAsync(await ReadAsync(path)),
        _ => throw new ScriptException("invalid_request", "a picture is missing", "picture"),
    };

    public async Task<ScriptPicture> UpscaleAsync(PictureSource picture, double scale = 2, string upscaler = "lanczos") =>
        OfFile(await client.PostForFileAsync("upscale", new { picture = await ReferenceAsync(picture), scale, upscaler }, cancellation));

    public async Task<ScriptPicture> AnimateAsync(
        IEnumerable<PictureSource> pictures, string format = "webp", int delay = 100, int loops = 0, bool bounce = false)
    {
        var references = new List<string>();
        foreach (var picture in pictures)
        {
            references.Add(await ReferenceAsync(picture));
        }

        return OfFile(
            await client.PostForFileAsync("animations", new { pictures = references, format, delay, loops, bounce }, cancellation));
    }

    public async Task<ScriptPublication> PublishAsync(PictureSource picture, string name, string alt = "", params object[] targets) =>
        await client.PostAsync<ScriptPublication>(
            $"published/{Uri.EscapeDataString(name)}",
            new { picture = await ReferenceAsync(picture), alt, targets = targets.Length > 0 ? targets : null }, cancellation);

    public MadePicture PictureOf(PictureView picture) =>
        new(picture.Format, picture.Width, picture.Height, () => client.BytesAsync($"{PathOf(picture.Id)}/file", cancellation), files)
        {
            Id = picture.Id,
            JobId = picture.JobId,
            Seed = picture.Seed,
            Prompt = picture.Prompt,
            Model = picture.Model,
            CreatedAt = picture.CreatedAt,
        };

    private static string PathOf(string id) => $"pictures/{Uri.EscapeDataString(id)}";

    private async Task<string> UploadAsync(byte[] file) => (await client.UploadAsync<UploadView>("uploads", file, cancellation)).Picture;

    private Task<byte[]> ReadAsync(string path) => Path.IsPathFullyQualified(path)
        ? files.In(Path.GetDirectoryName(path)!).ReadAsync(Path.GetFileName(path))
        : files.ReadAsync(path);

    private ScriptPicture OfFile((byte[] File, string Type) made)
    {
        try
        {
            var header = HeaderOf(made.File);
            return new ScriptPicture(header.Format, header.Width, header.Height, () => Task.FromResult(made.File), files);
        }
        catch (PictureException exception)
        {
            throw new ScriptException("not_understood", $"{client.Server.Text} answers no picture but {made.Type}: {exception.Message}");
        }
    }

    private static PictureHeader HeaderOf(byte[] file) => file.AsSpan().StartsWith("GIF8"u8) && file.Length >= GifHeader
        ? new PictureHeader(
            "gif", BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(6)), BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8)))
        : PictureHeader.Read(file);
}
