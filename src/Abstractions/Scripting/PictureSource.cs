namespace Atelier.Scripting;

/// <summary>A picture that a script hands to the server: a path, bytes, or a picture that came from it. Each converts by itself.</summary>
public sealed class PictureSource
{
    private PictureSource(string? text, byte[]? bytes, ScriptPicture? picture)
    {
        Text = text;
        Bytes = bytes;
        Picture = picture;
    }

    /// <summary>
    /// A path below <see cref="ScriptGlobals.Files"/>, a full path, or a reference: a picture's id, or <c>sha256:</c> and a hash.
    /// </summary>
    public string? Text { get; }

    /// <summary>A PNG, JPEG or WebP file.</summary>
    public byte[]? Bytes { get; }

    /// <summary>A picture that came from the server.</summary>
    public ScriptPicture? Picture { get; }

    /// <summary>A path, or a reference.</summary>
    /// <param name="text">The path or the reference.</param>
    public static implicit operator PictureSource(string text) => new(text, null, null);

    /// <summary>A file's bytes.</summary>
    /// <param name="bytes">PNG, JPEG or WebP.</param>
    public static implicit operator PictureSource(byte[] bytes) => new(null, bytes, null);

    /// <summary>A picture that came from the server.</summary>
    /// <param name="picture">The picture.</param>
    public static implicit operator PictureSource(ScriptPicture picture) => new(null, null, picture);
}
