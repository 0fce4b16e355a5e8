using Atelier.Diffusion.Imaging.Formats;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Imaging;

namespace Atelier.Diffusion.Imaging;

/// <summary>
/// What a picture's file says about how it was made: AUTOMATIC1111's <c>parameters</c> text, Atelier's own <c>recipe</c>, and in a PNG any
/// other text. In PNG each is a text chunk; in JPEG and WebP the parameters are EXIF's user comment and the recipe its maker note.
/// </summary>
/// <param name="Texts">The texts by keyword.</param>
public sealed record PictureMetadata(IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>The keyword of AUTOMATIC1111's text.</summary>
    public const string ParametersKeyword = "parameters";

    /// <summary>The keyword of Atelier's recipe.</summary>
    public const string RecipeKeyword = "atelier";

    /// <summary>AUTOMATIC1111's text as it stands; null where there is none.</summary>
    public string? Parameters => Texts.GetValueOrDefault(ParametersKeyword);

    /// <summary>AUTOMATIC1111's text, parsed; null where there is none.</summary>
    public Infotext? Infotext => Parameters is null ? null : Infotext.Parse(Parameters);

    /// <summary>Atelier's recipe; null where there is none.</summary>
    /// <exception cref="PictureException">It is damaged, or of a newer format.</exception>
    public Recipe? Recipe => Texts.TryGetValue(RecipeKeyword, out var json) ? Recipe.Parse(json) : null;

    /// <summary>What is written into a new picture.</summary>
    /// <param name="infotext">The parameters as AUTOMATIC1111 knows them; null leaves them out.</param>
    /// <param name="recipe">Everything; null leaves it out.</param>
    public static PictureMetadata Create(Infotext? infotext, Recipe? recipe)
    {
        var texts = new Dictionary<string, string>();
        if (infotext is not null)
        {
            texts.Add(ParametersKeyword, infotext.ToString());
        }

        if (recipe is not null)
        {
            texts.Add(RecipeKeyword, recipe.ToJson());
        }

        return new PictureMetadata(texts);
    }

    /// <summary>Reads the metadata of a PNG, JPEG or WebP picture, told by its content; nothing is decoded.</summary>
    /// <param name="file">A whole file.</param>
    /// <exception cref="PictureException">It is another format, damaged, or carries more than
    /// <see cref="PictureLimits.Metadata"/>.</exception>
    public static PictureMetadata Read(ReadOnlyMemory<byte> file) => new(PictureFormats.Detect(file.Span).ReadTexts(file));

    /// <summary>Reads the metadata of a picture on disk.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="PictureException">It cannot be read, or as <see cref="Read"/>. The message names the file.</exception>
    public static PictureMetadata ReadFile(string path)
    {
        try
        {
            return Directory.Exists(path)
                ? throw new PictureException("this is a folder; name a file in it.")
                : Read(ReadAll(path));
        }
        catch (Exception exception) when (exception is PictureException or IOException or UnauthorizedAccessException)
        {
            throw new PictureException($"{path}: {Reason(exception)}", exception);
        }
    }

    /// <summary>Writes the texts into a file that has none yet; nothing is decoded.</summary>
    /// <param name="file">A PNG, JPEG or WebP picture as an encoder made it.</param>
    /// <returns>The file with the texts.</returns>
    /// <exception cref="PictureException">It is another format or damaged, or its format cannot hold as much.</exception>
    public byte[] AddTo(byte[] file) => Texts.Count == 0 ? file : PictureFormats.Detect(file).AddTexts(file, Texts);

    // What is no file, a pipe or a device, has no length that could be looked at first.
    private static ReadOnlyMemory<byte> ReadAll(string path)
    {
        const int step = 1 << 16;
        using var file = File.OpenRead(path);
        using var content = new MemoryStream();
        var buffer = new byte[step];
        for (int read; (read = file.Read(buffer)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length > PictureLimits.File)
            {
                throw new PictureException($"The file has more than {PictureLimits.File >> 20} MB, the most that is read.");
            }
        }

        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }

    private static string Reason(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file.",
        UnauthorizedAccessException => "it may not be read.",
        _ => exception.Message,
    };
}
