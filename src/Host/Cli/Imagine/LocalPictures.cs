using System.Security.Cryptography;
using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Generation;
using Atelier.Host.Serve;
using Atelier.Host.Store;
using Atelier.Host.Texts;
using Atelier.Imaging;

namespace Atelier.Host.Cli.Imagine;

/// <summary>
/// The pictures that a command line names: files, and what a server on this machine keeps, by hash or id. Recipes get the hash of the
/// file's content, never its path.
/// </summary>
/// <param name="server">Where that server keeps its pictures.</param>
/// <param name="time">For its store.</param>
internal sealed class LocalPictures(ServerOptions server, TimeProvider time) : IPictureSource
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _files = [];

    /// <summary>The request with hashes in the place of files and ids.</summary>
    /// <exception cref="RequestException">There is no such picture, or it cannot be read.</exception>
    public GenerationRequest Take(GenerationRequest request) => PictureReferences.Replace(request, named =>
    {
        var content = File.Exists(named.Reference) ? ReadFile(named) : FromStore(named);
        var reference = PictureHash.Reference(Convert.ToHexStringLower(SHA256.HashData(content.Span)));
        _files[reference] = content;
        return reference;
    });

    public ReadOnlyMemory<byte> Read(string reference, string field) => _files.TryGetValue(reference, out var content)
        ? content
        : throw new RequestException(field, $"{OneLine.Quoted(reference)} was not named on the command line");

    private static ReadOnlyMemory<byte> ReadFile(PictureReference named)
    {
        try
        {
            return new FileInfo(named.Reference).Length <= PictureLimits.File
                ? File.ReadAllBytes(named.Reference)
                : throw new RequestException(
                    named.Field, $"{OneLine.Quoted(named.Reference)} is larger than {PictureLimits.File >> 20} MB, which no picture needs");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RequestException(
                named.Field, $"{OneLine.Quoted(named.Reference)} cannot be read: {OneLine.Of(exception.Message, 200)}");
        }
    }

    private ReadOnlyMemory<byte> FromStore(PictureReference named)
    {
        var hash = PictureHash.Of(named.Reference);
        if (hash is null && !Ids.AreLike(named.Reference))
        {
            throw new RequestException(named.Field, $"there is no file {OneLine.Quoted(named.Reference)}");
        }

        return Kept(named.Reference, hash) ?? throw new RequestException(
            named.Field, $"{OneLine.Of(named.Reference, 80)} is not kept on this machine; name the picture's file");
    }

    private ReadOnlyMemory<byte>? Kept(string reference, string? hash)
    {
        if (!File.Exists(new DataFolder(server.Data).Database))
        {
            return null;
        }

        using var services = new ServiceCollection().AddSingleton(server).AddSingleton(time).AddLogging().AddStore(check: false)
            .BuildServiceProvider();
        hash ??= services.GetRequiredService<IPictureStore>().FindAsync(reference, CancellationToken.None).GetAwaiter().GetResult()?.Hash;
        using var stream = hash is null ? null : services.GetRequiredService<IPictureFiles>().Open(hash);
        if (stream is null)
        {
            return null;
        }

        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
