namespace Atelier.Host.Store;

/// <summary>Where the server serves a picture's files, from its root.</summary>
internal static class PictureAddress
{
    public static string File(string id) => $"/api/v1/pictures/{id}/file";

    public static string Thumbnail(string id) => $"/api/v1/pictures/{id}/thumbnail";
}
